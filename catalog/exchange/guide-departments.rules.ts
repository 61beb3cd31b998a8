import { type CreditCode, isCreditCode, type RegionCode, regionLevelOf } from '../code/index.js';
import { organisationKeyOf, type OrganisationView } from '../organisation/organisation.js';
import { readDepartmentCode } from './department-code.rules.js';
import { type FindingDraft, found } from './finding.js';

/** More than any region has; beyond it the file is no index by departments. */
export const mostDepartments = 20_000;

/** What one row says of its department. */
export interface DepartmentMention {
  readonly row: number;
  readonly name: string;
  /** null where the row's own cannot be read and the caller gave none. */
  readonly region: RegionCode | null;
  readonly code: string | null;
  /** The department inside the item code. */
  readonly codeInItem: string | null;
}

/** The departments of a file, gathered from all its rows before the first is judged. */
export interface Departments {
  note(mention: DepartmentMention): void;
  readonly size: number;
  /** The organisation of a department, the same for all its rows, whatever code a single row carries. */
  organisation(name: string, region: RegionCode | null): OrganisationView;
  /** Findings about the department's codes; each stands where the code came first. */
  findings(mention: DepartmentMention): FindingDraft[];
}

interface CodeUse {
  readonly firstRow: number;
  rows: number;
  /** A credit code seen in the item codes of these rows that holds this older code. */
  creditCodeInside: string | null;
}

interface Department {
  readonly name: string;
  readonly region: RegionCode | null;
  readonly codes: Map<string, CodeUse>;
}

export function gatherDepartments(source: string): Departments {
  const departments = new Map<string, Department>();
  /** Departments that stand under a code; several regions of one name are one body, several names are not. */
  const claims = new Map<string, Department[]>();
  const regionsOfName = new Map<string, Set<RegionCode>>();

  /** A row whose region cannot be read belongs where the file knows its department, if that is one place. */
  function departmentOf(name: string, region: RegionCode | null): Department | undefined {
    const known = [...(regionsOfName.get(name) ?? [])];
    const place = region ?? (known.length === 1 ? (known[0] ?? null) : null);
    return departments.get(keyOf(name, place)) ?? departments.get(keyOf(name, region));
  }

  function isShared(creditCode: string): boolean {
    return new Set((claims.get(creditCode) ?? []).map(({ name }) => name)).size > 1;
  }

  /** The region where most rows have put it. */
  function regionOf(creditCode: CreditCode): RegionCode | null {
    const rows = ({ region, codes }: Department) =>
      region === null ? 0 : (codes.get(creditCode)?.rows ?? 0);
    return [...(claims.get(creditCode) ?? [])].sort((a, b) => rows(b) - rows(a))[0]?.region ?? null;
  }

  return {
    get size() {
      return departments.size;
    },

    note({ row, name, region, code, codeInItem }) {
      const key = keyOf(name, region);
      const department: Department = departments.get(key) ?? { name, region, codes: new Map() };
      departments.set(key, department);
      if (region !== null) regionsOfName.set(name, (regionsOfName.get(name) ?? new Set()).add(region));
      if (code === null) return;
      const use = department.codes.get(code) ?? { firstRow: row, rows: 0, creditCodeInside: null };
      if (use.rows === 0) claims.set(code, [...(claims.get(code) ?? []), department]);
      use.rows += 1;
      if (use.creditCodeInside === null && codeInItem !== null && holdsCode(codeInItem, code)) {
        use.creditCodeInside = codeInItem;
      }
      department.codes.set(code, use);
    },

    organisation(name, asked) {
      const department = departmentOf(name, asked);
      const code = department ? chosenCode(department) : null;
      const creditCode = code !== null && isCreditCode(code) && !isShared(code) ? code : null;
      const region = creditCode === null ? (department?.region ?? asked) : regionOf(creditCode);
      return {
        key: organisationKeyOf(creditCode, region ?? source, name),
        creditCode,
        localCode: creditCode === null ? code : null,
        name,
        kind: null,
        region,
        level: region === null ? null : regionLevelOf(region),
      };
    },

    findings({ row, name, region, code }) {
      if (code === null) return [found('DEPARTMENT_CODE_MISSING', 'deptCode', code)];
      const use = departments.get(keyOf(name, region))?.codes.get(code);
      if (use?.firstRow !== row) return [];
      const department = departmentOf(name, region);
      const { rule, proposal } = readDepartmentCode(code);
      const chosen = department ? chosenCode(department) : code;
      return [
        ...(rule === null ? [] : [found(rule, 'deptCode', code, proposal ?? use.creditCodeInside)]),
        ...(chosen === code ? [] : [found('DEPARTMENT_CODE_VARIES', 'deptCode', code, chosen)]),
        ...(isCreditCode(code) && isShared(code) ? [found('DEPARTMENT_CODE_SHARED', 'deptCode', code)] : []),
      ];
    },
  };
}

function keyOf(name: string, region: RegionCode | null): string {
  return `${region ?? ''} ${name}`;
}

/** A credit code before any other; among equals the one on most rows, and then the first. */
function chosenCode({ codes }: Department): string | null {
  const ranked = [...codes].sort(
    ([one, a], [other, b]) =>
      Number(isCreditCode(other)) - Number(isCreditCode(one)) || b.rows - a.rows || a.firstRow - b.firstRow,
  );
  return ranked[0]?.[0] ?? null;
}

/** A credit code that holds the older organisation code as its characters 9 to 17. */
function holdsCode(creditCode: string, code: string): boolean {
  const { body } = readDepartmentCode(code);
  return body !== null && isCreditCode(creditCode) && creditCode.slice(8, 17) === body;
}
