import { baseCodeParts, isCreditCode, regionLevelOf } from '../../code/index.js';
import { organisationKeyOf } from '../../organisation/organisation.js';
import { matterFindings, matterOf } from '../catalogue-matter.rules.js';
import {
  baseMatterRow,
  type BaseMatterRow,
  licenceTypeRow,
  type LicenceTypeRow,
  matterRow,
  type MatterRow,
  organisationRow,
  type OrganisationRow,
} from '../catalogue-row.rules.js';
import { type FindingDraft, found, rejects } from '../finding.js';
import { type Mapping, noDrafts, type RowReading } from '../mapping.js';
import { nameFindings } from '../name.rules.js';
import type { SourceRow } from '../row-reader.js';
import type { Shape } from '../shape.rules.js';

const NAME = 'catalogue';

/** List of a document → kind of a line. */
const kindOfList: Readonly<Record<string, string>> = {
  organisations: 'organisation',
  licenceTypes: 'licenceType',
  baseMatters: 'baseMatter',
  matters: 'matter',
};
const kinds = Object.values(kindOfList);

/** The catalogue's own format: whole base matters, organisations, licence types and matters with their elements. */
export const catalogue: Mapping = {
  name: NAME,
  title: {
    en: 'The catalogue’s own format: one JSON document, or one JSON object per line with its kind.',
    zh: '本系统的目录格式：一个JSON文档，或每行一个带类别（kind）的JSON对象。',
  },
  published: true,
  defaultRegion: null,
  // A matter names an organisation and inherits from a base matter, wherever in the file those stand.
  rounds: [['organisation', 'licenceType'], ['baseMatter'], ['matter']],
  recognises: ({ form, names }) =>
    form === 'NDJSON' ? names.includes('kind') : form === 'JSON' && names.some(isOwnName),
  layout: ({ form, names }) =>
    form === 'NDJSON' || names.includes('kind')
      ? { form: 'NDJSON', kindField: 'kind' }
      : {
          form: 'JSON',
          root: {
            is: 'RECORD',
            carries: [],
            others: 'REFUSE',
            lists: Object.fromEntries(
              Object.entries(kindOfList).map(([list, kind]) => [
                list,
                { is: 'LIST', of: { is: 'ROW', kind } } as const,
              ]),
            ),
          },
        },
  open: () => ({ survey: () => undefined, fileFindings: () => [], judge: judgeRow }),
};

function isOwnName(name: string): boolean {
  return name === 'kind' || name in kindOfList;
}

function judgeRow(row: SourceRow): RowReading {
  switch (row.kind) {
    case 'organisation':
      return read(row, organisationRow, acceptOrganisation);
    case 'licenceType':
      return read(row, licenceTypeRow, acceptLicenceType);
    case 'baseMatter':
      return read(row, baseMatterRow, acceptBaseMatter);
    case 'matter':
      return read(row, matterRow, acceptMatter);
    default:
      return { findings: [found('KIND_UNKNOWN', 'kind', row.kind, kinds.join(', '))], accepted: null };
  }
}

type Accepted = NonNullable<RowReading['accepted']>;
interface Judgement {
  readonly findings: readonly FindingDraft[];
  readonly accepted: Accepted;
}

function read<Row>(row: SourceRow, shape: Shape<Row>, accept: (value: Row) => Judgement): RowReading {
  const findings: FindingDraft[] = [];
  const value = shape(row.value, '', (finding) => findings.push(finding));
  if (value === undefined) return { findings, accepted: null };
  const judgement = accept(value);
  const all = [...findings, ...judgement.findings];
  return { findings: all, accepted: all.some(rejects) ? null : judgement.accepted };
}

function acceptOrganisation(row: OrganisationRow): Judgement {
  const key = organisationKeyOf(row.creditCode, row.region ?? NAME, row.localCode ?? row.name);
  const { organisationKind: kind, ...rest } = row;
  const level = row.level ?? (row.region === null ? null : regionLevelOf(row.region));
  return {
    findings: [
      ...nameFindings('name', row.name),
      ...(row.creditCode === null || isCreditCode(row.creditCode)
        ? []
        : [found('CREDIT_CODE_CHECK_WRONG', 'creditCode', row.creditCode)]),
    ],
    accepted: {
      identity: `organisation ${key}`,
      likeness: null,
      drafts: { ...noDrafts, organisation: { ...rest, key, kind, level } },
    },
  };
}

function acceptLicenceType(row: LicenceTypeRow): Judgement {
  const authorityCode = row.code.slice(0, 18);
  return {
    findings: [
      ...(row.name === null ? [] : nameFindings('name', row.name)),
      ...(isCreditCode(authorityCode) ? [] : [found('CREDIT_CODE_CHECK_WRONG', 'code', row.code)]),
    ],
    accepted: {
      identity: `licenceType ${row.code}`,
      likeness: null,
      drafts: { ...noDrafts, licenceType: { ...row, authorityCode } },
    },
  };
}

function acceptBaseMatter(row: BaseMatterRow): Judgement {
  const { type } = baseCodeParts(row.code);
  return {
    findings: [
      ...nameFindings('mainName', row.mainName),
      ...(row.subName === null ? [] : nameFindings('subName', row.subName)),
      ...(row.type === null || row.type === type
        ? []
        : [found('BASE_CODE_TYPE_DIFFERS', 'type', row.type, type)]),
    ],
    accepted: {
      identity: `baseMatter ${row.code}`,
      likeness: null,
      drafts: { ...noDrafts, baseMatter: { ...row, type: row.type ?? type } },
    },
  };
}

function acceptMatter(row: MatterRow): Judgement {
  const matter = matterOf(row, NAME);
  return {
    findings: [...nameFindings('name', row.name), ...matterFindings(row, matter)],
    accepted: {
      identity: `matter ${matter.key}`,
      likeness: null,
      drafts: { ...noDrafts, matter },
    },
  };
}
