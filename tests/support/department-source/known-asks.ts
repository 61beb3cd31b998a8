import { readFileSync } from 'node:fs';
import {
  buildMatterCode,
  parseBaseCode,
  parseCreditCode,
  parseHolder,
  parseLicenceIdentifier,
  parseLicenceTypeCode,
} from '../../../catalog/code/index.js';
import type {
  DataCheckAsk,
  IdentifierAsk,
  LicenceAsk,
  OutsideCall,
  Purpose,
} from '../../../catalog/ports.js';
import type { RegistryHolder } from '../../../gateway/demonstration/registry/process/words.js';

/** The invented holders 虚构 that the demonstration registry knows. */
export const holders = JSON.parse(
  readFileSync(new URL('../../../gateway/demonstration/data/holders.json', import.meta.url), 'utf8'),
) as RegistryHolder[];

const matter = buildMatterCode(parseCreditCode('11440900DEMA00056R'), 'CITY', parseBaseCode('000117112000'));

export const purpose: Purpose = {
  matter,
  caseNumber: `${matter}202611210001`,
  mode: 'HOLDER_PRESENT',
  clerk: null,
  cause: null,
};

export function outsideCall(deadline: AbortSignal = new AbortController().signal): OutsideCall {
  return { deadline, traceId: 'test' };
}

export const licenceTypes = {
  identityCard: parseLicenceTypeCode('11100000000013127D001'),
  businessLicence: parseLicenceTypeCode('11100000MB0143028R001'),
  titleDeed: parseLicenceTypeCode('11100000MB03271699001'),
  registrationProof: parseLicenceTypeCode('11100000MB03271699022'),
  rideHailingDriver: parseLicenceTypeCode('11100000000019713D072'),
  /** The registry knows nothing of it. */
  notOffered: parseLicenceTypeCode('11100000000013338W087'),
};

/** A person of the registry by place in the file, from 1. */
function holder(place: number) {
  const { zjlx = '', zjhm = '' } = holders[place - 1] ?? {};
  return parseHolder(zjlx, zjhm);
}

function ofHolder(place: number, type: LicenceAsk['type']): LicenceAsk {
  return { holder: holder(place), type, purpose };
}

export const asks = {
  found: ofHolder(1, licenceTypes.identityCard),
  foundTwo: ofHolder(3, licenceTypes.identityCard),
  company: ofHolder(13, licenceTypes.businessLicence),
  /** Knows the holder, but no such licence. */
  absent: ofHolder(1, licenceTypes.businessLicence),
  /** The holder with nothing. */
  nobody: ofHolder(12, licenceTypes.identityCard),
  /** Its licence carries a date that is none. */
  badRow: ofHolder(9, licenceTypes.registrationProof),
  notOffered: ofHolder(1, licenceTypes.notOffered),
} satisfies Record<string, LicenceAsk>;

export const identifierAsks = {
  found: identifierAsk(holders[12]?.zz[0]?.zzbs ?? ''),
  other: identifierAsk(holders[0]?.zz[0]?.zzbs ?? ''),
  absent: identifierAsk('1.2.156.3005.2.11100000MB0143028R001.11440900DEMA000217.202699999999.001.0'),
  badRow: identifierAsk(holders[8]?.zz.find((licence) => licence.bfrq === '不详')?.zzbs ?? ''),
} satisfies Record<string, IdentifierAsk>;

function identifierAsk(identifier: string): IdentifierAsk {
  return { identifier: parseLicenceIdentifier(identifier), purpose };
}

export const checkAsks = {
  passed: { check: 'social-insurance-enrolment', holder: holder(13), purpose },
  notPassed: { check: 'social-insurance-enrolment', holder: holder(15), purpose },
  absent: { check: 'marriage-registration', holder: holder(12), purpose },
  notOffered: { check: 'tax-arrears', holder: holder(13), purpose },
} satisfies Record<string, DataCheckAsk>;

/** As many different questions as wanted: the same holder, asked for different cases. */
export function manyAsks(count: number, ask: LicenceAsk = asks.found): LicenceAsk[] {
  return Array.from({ length: count }, (_, index) => ({
    ...ask,
    purpose: { ...purpose, caseNumber: `${matter}20261122${String(index).padStart(4, '0')}` },
  }));
}
