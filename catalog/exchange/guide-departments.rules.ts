import { type CreditCode, isCreditCode, type RegionCode, regionLevelOf } from '../code/index.js';
import { organisationKeyOf, type OrganisationView } from '../organisation/organisation.js';
import { readDepartmentCode } from './department-code.rules.js';
import { type FindingDraft, found } from './finding.js';

/** A department of the index, gathered from all its rows: which codes it stands under, and where each came first. */
interface Department {
  readonly codes: Map<string, { readonly firstRow: number; rows: number; creditCodeInside: string | null }>;
}

/** More than any region has; beyond it the file is no index by departments. */
export const mostDepartments = 20_000;

export interface Departments {
  note(row: DepartmentMention): void;
  readonly size: number;
  /** The organisation of a department, the same for all its rows, whatever code a single row carries. */
  organisation(name: string, region: RegionCode | null): OrganisationView;
  /** Findings about the department's codes; each stands where the code came first. */
  findings(row: DepartmentMention): FindingDraft[];
}

export interface DepartmentMention {
  readonly row: number;
  readonly name: string;
  readonly region: RegionCode | null;
  readonly code: string | null;
  /** The department inside the item code. */
  readonly codeInItem: string | null;
}

export function gatherDepartments(source: string): Departments {
  const departments = new Map<string, Department>();
  const keyOf = (name: string, region: RegionCode | null) => `${region ?? ''} ${name}`;
  let claims: Map<string, number> | null = null;

  /** How many departments stand under each credit code: one that two claim identifies neither. */
  function claimsOf(creditCode: CreditCode): number {
    if (!claims) {
      claims = new Map();
      for (const department of departments.values()) {
        for (const code of department.codes.keys()) claims.set(code, (claims.get(code) ?? 0) + 1);
      }
    }
    return claims.get(creditCode) ?? 0;
  }

  /** A credit code before any other; among equals the one on most rows, and then the first. */
  function chosenCode(department: Department): string | null {
    const ranked = [...department.codes].sort(
      ([one, a], [other, b]) =>
        Number(isCreditCode(other)) - Number(isCreditCode(one)) || b.rows - a.rows || a.firstRow - b.firstRow,
    );
    return ranked[0]?.[0] ?? null;
  }

  return {
    get size() {
      return departments.size;
    },

    note({ row, name, region, code, codeInItem }) {
      claims = null;
      const key = keyOf(name, region);
      const department: Department = departments.get(key) ?? { codes: new Map() };
      departments.set(key, department);
      if (code === null) return;
      const known = department.codes.get(code) ?? { firstRow: row, rows: 0, creditCodeInside: null };
      known.rows += 1;
      if (known.creditCodeInside === null && codeInItem !== null && holdsCode(codeInItem, code)) {
        known.creditCodeInside = codeInItem;
      }
      department.codes.set(code, known);
    },

    organisation(name, region) {
      const department = departments.get(keyOf(name, region));
      const code = department ? chosenCode(department) : null;
      const creditCode = code !== null && isCreditCode(code) && claimsOf(code) === 1 ? code : null;
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
      const department = departments.get(keyOf(name, region));
      if (code === null || !department) return [found('DEPARTMENT_CODE_MISSING', 'deptCode', code)];
      const known = department.codes.get(code);
      if (known?.firstRow !== row) return [];
      const { rule, proposal, creditCode } = readDepartmentCode(code);
      const chosen = chosenCode(department);
      return [
        ...(rule === null ? [] : [found(rule, 'deptCode', code, proposal ?? known.creditCodeInside)]),
        ...(chosen === code ? [] : [found('DEPARTMENT_CODE_VARIES', 'deptCode', code, chosen)]),
        ...(creditCode !== null && claimsOf(creditCode) > 1
          ? [found('DEPARTMENT_CODE_SHARED', 'deptCode', code)]
          : []),
      ];
    },
  };
}

/** A credit code that holds the older organisation code as its characters 9 to 17. */
function holdsCode(creditCode: string, code: string): boolean {
  const { body } = readDepartmentCode(code);
  return body !== null && isCreditCode(creditCode) && creditCode.slice(8, 17) === body;
}
