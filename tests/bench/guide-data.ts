import { Client } from 'pg';
import {
  buildMatterCode,
  creditCodeCheckDigit,
  matterKeyOf,
  parseBaseCode,
  parseCreditCode,
  parseLicenceTypeCode,
  type Catalog,
  type CreditCode,
  type Database,
  type Material,
  type MatterCode,
  type MatterDraft,
  type OrganisationView,
} from '../../catalog/index.js';

const MATTERS = 1_000;
const MATERIALS = 5;
const ORGANISATIONS = 50;

/** 1,000 published matters with 5 materials each, every material with a licence type; invented codes. */
export async function makeGuideData(catalog: Catalog, database: Database): Promise<readonly MatterCode[]> {
  const regions = await database.query<{ code: OrganisationView['region'] }>(
    'select code from region where level = 4 order by code limit $1',
    [ORGANISATIONS],
  );
  const organisations = regions.map(({ code }, at): OrganisationView => {
    const creditCode = creditCodeNumber(at);
    return {
      key: creditCode as string as OrganisationView['key'],
      creditCode,
      localCode: null,
      name: `示例机构${at}（虚构）`,
      kind: 1,
      region: code,
      level: 'COUNTY',
    };
  });
  const licenceTypes = Array.from({ length: 20 }, (_, at) => ({
    code: parseLicenceTypeCode(`11100000MB0143028R${String(at + 1).padStart(3, '0')}`),
    name: `示例证照${at}（虚构）`,
    authorityCode: '11100000MB0143028R',
    authorityName: '示例定义机关（虚构）',
    fields: [],
  }));
  const matters = Array.from({ length: MATTERS }, (_, at): MatterDraft => {
    const organisation = organisations[at % organisations.length];
    if (!organisation?.creditCode) throw new Error('no organisation');
    const baseCode = parseBaseCode(
      `4401${String(99_000 + Math.floor(at / organisations.length)).padStart(5, '0')}${String(at % 1000).padStart(3, '0')}`,
    );
    const code = buildMatterCode(organisation.creditCode, 'COUNTY', baseCode);
    return {
      key: matterKeyOf(code, 'bench', ''),
      code,
      localCode: null,
      baseCode,
      organisation: organisation.key,
      region: organisation.region,
      level: 'COUNTY',
      type: '01',
      name: `示例事项${at}（虚构）`,
      elements: {
        materials: Array.from({ length: MATERIALS }, (_, number) => materialOf(at, number, licenceTypes)),
        committedTimeLimit: { value: 5, unit: 'WORKING_DAY', note: null },
        handlingKind: 'COMMITTED',
      },
      handlingItems: [],
      source: 'bench',
    };
  });
  const now = new Date();
  await database.transaction(async (tx) => {
    await catalog.matters.reserve(tx);
    await catalog.organisations.store(tx, organisations, 'bench');
    await catalog.licenceTypes.store(tx, licenceTypes, 'bench');
    await catalog.matters.storeMatters(tx, matters, now);
    await catalog.publications.publish(
      tx,
      matters.map(({ key }) => key),
      'bench',
      now,
    );
  });
  return matters.flatMap(({ code }) => code ?? []);
}

function materialOf(
  matter: number,
  number: number,
  types: readonly { readonly code: ReturnType<typeof parseLicenceTypeCode> }[],
): Material {
  const type = types[(matter + number) % types.length];
  if (!type) throw new Error('no licence type');
  return {
    code: `M${number + 1}`,
    name: `示例材料${number + 1}（虚构）`,
    type: null,
    form: 'BOTH',
    necessity: 'REQUIRED',
    whenNotNeeded: null,
    source: 'DEPARTMENT',
    issuer: null,
    originals: 1,
    copies: 0,
    notes: null,
    acceptance: null,
    legalBasis: [],
    cancelled: null,
    alternatives: [[{ way: 'LICENCE', licenceType: type.code, fields: [] }]],
  };
}

function creditCodeNumber(at: number): CreditCode {
  const first = `11440000BE${String(at).padStart(7, '0')}`;
  return parseCreditCode(first + creditCodeCheckDigit(first));
}

export async function createDatabase(server: string, name: string): Promise<string> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name} encoding 'UTF8' locale 'C.UTF-8' template template0`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}
