import {
  buildLicenceIdentifier,
  buildMatterCode,
  citizenNumberCheckDigit,
  creditCodeCheckDigit,
  matterCodeParts,
  nationCode,
  organisationKeyOf,
  parseBaseCode,
  parseCalendarDate,
  parseCreditCode,
  parseHolder,
  parseLicenceTypeCode,
  parseRegionCode,
  type Call,
  type ConsumerView,
  type Holder,
  type LicenceTypeCode,
  type LicenceTypeView,
  type MatterDocument,
  type MatterKey,
  type Material,
  type OwnElements,
  type Publication,
  type Purpose,
  scopes,
} from '../../catalog/index.js';
import type { LicenceRecord } from '../../catalog/ports.js';

// One case at a window, 虚构: the people and numbers are invented, their check digits are right.

export const now = new Date('2026-11-21T02:00:00Z');

export const person = inventedPerson('001');
export const neighbour = inventedPerson('002');

/** An invented person 虚构: region and birthday of nobody, told apart by the sequence. */
export function inventedPerson(sequence: string): Holder {
  const first17 = `44090019000101${sequence}`;
  return parseHolder('111', first17 + citizenNumberCheckDigit(first17));
}

export const bureau = parseCreditCode(`11440900MB0000001${creditCodeCheckDigit('11440900MB0000001')}`);
export const baseCode = parseBaseCode('000131010001');
export const matterCode = buildMatterCode(bureau, 'COUNTY', baseCode);
export const otherMatterCode = buildMatterCode(bureau, 'COUNTY', parseBaseCode('000131010002'));
export const caseNumber = `${matterCode}202611210001`;

export const county = parseRegionCode('440902000000');
export const lineage = [nationCode, parseRegionCode('440000000000'), parseRegionCode('440900000000'), county];

export const businessLicence = parseLicenceTypeCode('11100000MB0143028R001');
export const identityCard = parseLicenceTypeCode('11100000000013127D001');
export const titleDeed = parseLicenceTypeCode('11100000MB03271699001');

export const purpose: Purpose = {
  matter: matterCode,
  caseNumber,
  mode: 'HOLDER_PRESENT',
  clerk: null,
  cause: null,
};

export const department: ConsumerView = {
  name: 'dept-test',
  title: '测试部门',
  kind: 'DEPARTMENT',
  organisation: null,
  region: null,
  scopes: ['licence:read', 'exemption:resolve'],
  active: true,
};

export function callOf(change: Partial<Call> = {}): Call {
  return {
    consumer: department,
    scopes,
    traceId: 'trace-1',
    now,
    deadline: new AbortController().signal,
    ...change,
  };
}

export function licenceTypeOf(code: LicenceTypeCode, names: readonly string[]): LicenceTypeView {
  return {
    code,
    name: `测试证照${code.slice(-3)}`,
    authorityCode: code.slice(0, 18),
    authorityName: '测试机关',
    fields: names.map((name) => ({
      name: name.replace('!', ''),
      label: `标签-${name.replace('!', '')}`,
      classification: 'PERSONAL',
      shareable: !name.startsWith('!'),
    })),
  };
}

export function materialOf(code: string, change: Partial<Material> = {}): Material {
  return {
    code,
    name: `材料${code}`,
    type: null,
    form: 'BOTH',
    necessity: 'REQUIRED',
    whenNotNeeded: null,
    source: 'APPLICANT',
    issuer: null,
    originals: 1,
    copies: 0,
    notes: null,
    acceptance: null,
    legalBasis: [],
    cancelled: null,
    alternatives: [],
    ...change,
  };
}

export function publicationOf(elements: OwnElements, change: Partial<MatterDocument> = {}): Publication {
  const types = [licenceTypeOf(businessLicence, ['name', 'address', 'holderName', '!phone'])];
  return {
    document: {
      key: matterCode as unknown as MatterKey,
      code: matterCode,
      localCode: null,
      name: '测试事项',
      type: '01',
      level: 'COUNTY',
      version: 3,
      baseMatter: {
        code: matterCodeParts(matterCode).baseCode,
        mainName: '测试事项',
        subName: null,
        version: 1,
      },
      organisation: {
        key: organisationKeyOf(bureau, '', ''),
        creditCode: bureau,
        localCode: null,
        name: '测试局',
        kind: 1,
        region: county,
        level: 'COUNTY',
      },
      region: {
        code: county,
        name: '测试县',
        level: 'COUNTY',
        parent: lineage[2] ?? null,
        lineage,
        local: false,
      },
      elements,
      origins: {},
      handlingItems: [],
      licenceTypes: Object.fromEntries(types.map((type) => [type.code, type])),
      source: 'test',
      ...change,
    },
    digest: '0'.repeat(64),
    publishedAt: now,
    effectiveFrom: now,
    effectiveUntil: null,
  };
}

export function recordOf(change: Partial<LicenceRecord> = {}): LicenceRecord {
  return {
    identifier: identifierOf(businessLicence, '0001', '001'),
    type: businessLicence,
    number: 'N-1',
    holder: person,
    holderName: '虚构甲',
    issuerCode: bureau,
    issuerName: '测试局',
    issuedOn: parseCalendarDate('2024-01-01'),
    validFrom: parseCalendarDate('2024-01-01'),
    validUntil: parseCalendarDate('2027-12-31'),
    state: '10',
    fields: { name: '虚构甲店', address: '虚构路1号', phone: '虚构号码' },
    ...change,
  };
}

export function identifierOf(type: LicenceTypeCode, serial: string, version: string) {
  return buildLicenceIdentifier({ type, issuer: bureau, serial, version });
}
