import { isMatterCode, regionLevelOf } from '../../code/index.js';
import { Fault } from '../../errors.js';
import { matterKeyOf } from '../../matter/matter.js';
import { rejects } from '../finding.js';
import {
  type DepartmentMention,
  type Departments,
  gatherDepartments,
  mostDepartments,
} from '../guide-departments.rules.js';
import { type Guide, guideFindings, matterTypeOf, missingFindings, readGuide } from '../guide-row.rules.js';
import { type FileJudge, type ImportSetting, type Mapping, noDrafts, type RowReading } from '../mapping.js';
import type { SourceRow } from '../row-reader.js';

const NAME = 'guide-index';

/** An index of published guides by department, main item and sub item, as the Sichuan service site gives it. */
export const guideIndex: Mapping = {
  name: NAME,
  title: {
    en: 'Index of published guides by department: name and link (Sichuan service site).',
    zh: '按部门列出的办事指南索引：名称和链接（四川政务服务网）。',
  },
  published: true,
  defaultRegion: null,
  rounds: [['GUIDE']],
  recognises: ({ form, names }) =>
    form === 'JSON' && names.includes('[].department') && names.includes('[].items'),
  layout: () => ({
    form: 'JSON',
    root: {
      is: 'LIST',
      of: {
        is: 'RECORD',
        carries: ['department'],
        others: 'STRAY',
        lists: {
          items: {
            is: 'LIST',
            of: {
              is: 'RECORD',
              carries: ['main_item'],
              others: 'STRAY',
              lists: { sub_items: { is: 'LIST', of: { is: 'ROW', kind: 'GUIDE' } } },
            },
          },
        },
      },
    },
  }),
  open: (setting) => judgeGuides(setting),
};

function judgeGuides(setting: ImportSetting): FileJudge {
  const departments = gatherDepartments(NAME);
  return {
    survey(row) {
      const guide = readGuide(row, setting.region);
      if (!guide) return;
      departments.note(mentionOf(guide, row));
      if (departments.size > mostDepartments) {
        throw new Fault('TOO_MANY_ASKED', { most: mostDepartments, what: 'departments in one file / 部门' });
      }
    },
    fileFindings: () => [],
    judge: (row) => judgeGuide(row, setting, departments),
  };
}

function mentionOf(guide: Guide, row: SourceRow): DepartmentMention {
  return {
    row: row.number,
    name: guide.department,
    region: guide.region,
    code: guide.link.deptCode,
    codeInItem: guide.item.department,
  };
}

function judgeGuide(row: SourceRow, setting: ImportSetting, departments: Departments): RowReading {
  const guide = readGuide(row, setting.region);
  const findings = guide
    ? [...guideFindings(guide, row), ...departments.findings(mentionOf(guide, row))]
    : missingFindings(row);
  if (!guide || findings.some(rejects)) return { findings, accepted: null };

  const { itemCode, region } = guide;
  const source = `${NAME}:${region ?? 'unknown'}`;
  const organisation = departments.organisation(guide.department, region);
  const code = isMatterCode(itemCode) ? itemCode : null;
  const key = matterKeyOf(code, source, itemCode);
  const mainItem = row.carried['main_item'];
  return {
    findings,
    accepted: {
      identity: key,
      likeness: { text: `${organisation.key} ${guide.name}`, code: itemCode, field: 'name' },
      drafts: {
        ...noDrafts,
        organisation,
        matter: {
          key,
          code,
          localCode: code === null ? itemCode : null,
          baseCode: null,
          organisation: organisation.key,
          region,
          level: region === null ? null : regionLevelOf(region),
          type: matterTypeOf(guide.link.taskType),
          name: guide.name,
          elements: {
            sourceUrl: guide.url,
            ...(typeof mainItem === 'string' ? { sourceMainItem: mainItem } : {}),
          },
          handlingItems: [],
          source,
        },
      },
    },
  };
}
