import type { LicenceTypeCode } from '../code/index.js';
import type { Sql } from '../storage/index.js';
import type { LicenceTypeView } from './publication.js';

export const licenceTypeColumns = 'code, name, authority_code, authority_name, fields';

export interface LicenceTypeRow {
  code: LicenceTypeCode;
  name: string | null;
  authority_code: string;
  authority_name: string | null;
  fields: LicenceTypeView['fields'];
}

export function licenceTypeOf(row: LicenceTypeRow): LicenceTypeView {
  const { code, name, fields } = row;
  return { code, name, authorityCode: row.authority_code, authorityName: row.authority_name, fields };
}

export async function licenceTypesByCode(
  sql: Sql,
  codes: readonly LicenceTypeCode[],
): Promise<ReadonlyMap<LicenceTypeCode, LicenceTypeView>> {
  if (codes.length === 0) return new Map();
  const rows = await sql.query<LicenceTypeRow>(
    `select ${licenceTypeColumns} from licence_type where code = any($1)`,
    [codes],
  );
  return new Map(rows.map((row) => [row.code, licenceTypeOf(row)]));
}
