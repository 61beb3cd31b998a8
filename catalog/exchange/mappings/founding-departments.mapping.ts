import { parseRegionCode } from '../../code/index.js';
import { type FindingDraft, found, rejects } from '../finding.js';
import {
  type DepartmentSurvey,
  type ImportSetting,
  type Mapping,
  noDrafts,
  type RowReading,
} from '../mapping.js';
import { nameFindings } from '../name.rules.js';
import { judgePrintedRate } from '../rate.rules.js';
import type { SourceRow } from '../row-reader.js';
import { surveyedOrganisation } from '../survey-row.rules.js';

const NAME = 'founding-departments';
const columns = ['number', 'department', 'matters', 'in_hall', 'in_hall_rate_as_printed', 'windows', 'staff'];

/** How many of each department's matters stand in the hall, as the founding table of 呼和浩特新城区 (2020) prints it. */
export const foundingDepartments: Mapping = {
  name: NAME,
  title: {
    en: 'Departments of one district: matters, matters in the hall, printed rate, windows, staff (CSV).',
    zh: '一个区各部门：事项数、进驻大厅事项数、所列比例、窗口数、人员数（CSV）。',
  },
  published: false,
  defaultRegion: parseRegionCode('150102000000'),
  rounds: [['DEPARTMENT']],
  recognises: ({ form, names }) => form === 'CSV' && columns.every((column) => names.includes(column)),
  layout: () => ({ form: 'CSV', columns, kind: 'DEPARTMENT' }),
  open: (setting) => ({
    survey: () => undefined,
    fileFindings: () => [],
    judge: (row) => judgeDepartment(row, setting),
  }),
};

function judgeDepartment({ value }: SourceRow, { region }: ImportSetting): RowReading {
  const column = (name: string) => String(value[name]);
  const counts = [
    count('matters'),
    count('in_hall'),
    count('number'),
    count('windows'),
    count('staff'),
  ] as const;
  function count(name: string): number | null {
    const digits = column(name).trim();
    return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
  }
  const [matters, inHall, number, windows, staff] = counts;
  const name = column('department');
  const printed = column('in_hall_rate_as_printed');
  const findings = [
    ...nameFindings('department', name),
    ...(matters === null ? [found('COUNT_MALFORMED', 'matters', column('matters'))] : []),
    ...(inHall === null ? [found('COUNT_MALFORMED', 'in_hall', column('in_hall'))] : []),
    ...(number === null ? [found('COUNT_NOT_KEPT', 'number', column('number'))] : []),
    ...(windows === null ? [found('COUNT_NOT_KEPT', 'windows', column('windows'))] : []),
    ...(staff === null ? [found('COUNT_NOT_KEPT', 'staff', column('staff'))] : []),
    ...(matters === null || inHall === null ? [] : hallFindings(matters, inHall, windows, printed)),
  ];
  if (matters === null || inHall === null || findings.some(rejects)) return { findings, accepted: null };
  const organisation = surveyedOrganisation(name, region, NAME);
  const survey: DepartmentSurvey = {
    organisation: organisation.key,
    source: NAME,
    number,
    matters,
    inHall,
    inHallRateAsPrinted: printed === '' ? null : printed,
    windows,
    staff,
  };
  return {
    findings,
    accepted: { identity: organisation.key, likeness: null, drafts: { ...noDrafts, organisation, survey } },
  };
}

function hallFindings(
  matters: number,
  inHall: number,
  windows: number | null,
  printed: string,
): FindingDraft[] {
  const field = 'in_hall_rate_as_printed';
  const rate = judgePrintedRate(inHall, matters, printed);
  return [
    ...(inHall > matters ? [found('IN_HALL_EXCEEDS_MATTERS', 'in_hall', inHall)] : []),
    ...(inHall > 0 && windows === 0 ? [found('IN_HALL_WITHOUT_WINDOW', 'windows', windows)] : []),
    ...(rate.readable ? [] : [found('RATE_MALFORMED', field, printed, rate.computed)]),
    ...(rate.readable && !rate.follows ? [found('RATE_DOES_NOT_FOLLOW', field, printed, rate.computed)] : []),
  ];
}
