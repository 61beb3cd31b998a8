import { regionLevelOf } from '../../code/index.js';
import { matterKeyOf } from '../../matter/matter.js';
import { found, rejects } from '../finding.js';
import { type ImportSetting, type Mapping, noDrafts, type RowReading } from '../mapping.js';
import { nameFindings, stepFindings } from '../name.rules.js';
import type { SourceRow } from '../row-reader.js';
import { surveyedOrganisation } from '../survey-row.rules.js';

const NAME = 'founding-matters';
const columns = ['department', 'matter'];

/** Matters as a district surveyed them: department and name, nothing else. They are known, not published. */
export const foundingMatters: Mapping = {
  name: NAME,
  title: {
    en: 'Matters as surveyed in one district: department and name (CSV); kept as drafts.',
    zh: '一个区调查摸底的事项：部门和名称（CSV），作为草稿保存。',
  },
  published: false,
  defaultRegion: null,
  rounds: [['MATTER']],
  recognises: ({ form, names }) =>
    form === 'CSV' && names.length === columns.length && columns.every((column) => names.includes(column)),
  layout: () => ({ form: 'CSV', columns, kind: 'MATTER' }),
  open: (setting) => ({
    survey: () => undefined,
    fileFindings: () => (setting.region === null ? [found('REGION_NOT_GIVEN', null, null)] : []),
    judge: (row) => judgeMatter(row, setting),
  }),
};

function judgeMatter({ value }: SourceRow, { region }: ImportSetting): RowReading {
  const department = String(value['department']);
  const name = String(value['matter']);
  const findings = [
    ...nameFindings('department', department),
    ...nameFindings('matter', name),
    ...stepFindings('matter', name),
  ];
  if (findings.some(rejects)) return { findings, accepted: null };
  const organisation = surveyedOrganisation(department, region, NAME);
  const source = `${NAME}:${region ?? 'unknown'}`;
  const key = matterKeyOf(null, source, `${department}~${name}`);
  return {
    findings,
    accepted: {
      identity: key,
      likeness: null,
      drafts: {
        ...noDrafts,
        organisation,
        matter: {
          key,
          code: null,
          localCode: null,
          baseCode: null,
          organisation: organisation.key,
          region,
          level: region === null ? null : regionLevelOf(region),
          type: null,
          name,
          elements: {},
          handlingItems: [],
          source,
        },
      },
    },
  };
}
