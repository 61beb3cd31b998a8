import {
  type DataCheckResult,
  type DataCheckSource,
  isCalendarDate,
  isLicenceIdentifier,
  type LicenceRecord,
  type LicenceSource,
  type LicenceStateCode,
  type LicenceTypeCode,
  type OutsideCall,
  parseHolder,
  type SourceAnswer,
} from '../../../catalog/ports.js';
import type {
  RegistryHolder,
  RegistryLicence,
} from '../../../gateway/demonstration/registry/process/words.js';

/** Short names of the registry, as its definition translates them. */
const theirTypes: Readonly<Record<string, string>> = {
  '11100000000013127D001': 'SFZ',
  '11100000MB0143028R001': 'YYZZ',
  '11100000MB03271699001': 'BDCQZ',
  '11100000MB03271699022': 'BDCDJZM',
  '11100000000019713D072': 'WYCJSY',
};
const theirChecks: Readonly<Record<string, string>> = {
  'social-insurance-enrolment': 'CBZT',
  'marriage-registration': 'HYDJ',
};
const states: Readonly<Record<string, LicenceStateCode>> = {
  ...{ ZC: '10', TH: '01', GQ: '02', ZX: '03', CH: '04', DX: '05', WX: '09' },
};

export interface RegistryDouble {
  readonly licences: LicenceSource;
  readonly checks: DataCheckSource;
  /** Silent from now on; `heal` ends it. */
  readonly fall: () => void;
  readonly heal: () => void;
  readonly calls: () => number;
}

/** The registry in memory: it keeps the promises of the ports, so a test that needs no HTTP may use it in its place. */
export function openRegistryDouble(holders: readonly RegistryHolder[]): RegistryDouble {
  let silent = false;
  let calls = 0;
  const checkedAt = new Date('2026-11-21T02:00:00Z');
  const faulted = (code: string): SourceAnswer<never> => {
    return { state: 'FAULTED', reason: { code, en: `${code}.`, zh: `${code}。` }, checkedAt };
  };
  const absent = { state: 'ABSENT', checkedAt } as const;
  const holderOf = (type: string, code: string) =>
    holders.find((one) => one.zjlx === type && one.zjhm === code);

  async function rows<Ask, Value>(
    asks: readonly Ask[],
    { deadline }: OutsideCall,
    answer: (ask: Ask) => SourceAnswer<Value>,
  ): Promise<readonly SourceAnswer<Value>[]> {
    if (deadline.aborted) return asks.map(() => faulted('SOURCE_SLOW'));
    if (asks.length > 0) calls += 1;
    if (silent) await new Promise((resolve) => deadline.addEventListener('abort', resolve, { once: true }));
    return asks.map((ask) => (silent ? faulted('SOURCE_SLOW') : answer(ask)));
  }

  function found(records: readonly (LicenceRecord | null)[]): SourceAnswer<readonly LicenceRecord[]> {
    if (records.length === 0) return absent;
    const usable = records.filter((record) => record !== null);
    return usable.length < records.length
      ? faulted('SOURCE_MISBEHAVED')
      : { state: 'FOUND', value: usable, checkedAt };
  }

  return {
    calls: () => calls,
    fall: () => void (silent = true),
    heal: () => void (silent = false),
    licences: {
      name: 'double',
      licenceTypes: Object.keys(theirTypes) as LicenceTypeCode[],
      byHolder: (asks, call) =>
        rows(asks, call, ({ holder, type }) => {
          const theirs = theirTypes[type];
          if (theirs === undefined) return faulted('SOURCE_NOT_OFFERED');
          const known = holderOf(holder.type, holder.code);
          const licences = known?.zz.filter(({ zzlx }) => zzlx === theirs) ?? [];
          return found(licences.map((licence) => recordOf(known, licence, type)));
        }),
      byIdentifier: (asks, call) =>
        rows(asks, call, ({ identifier }): SourceAnswer<LicenceRecord> => {
          const known = holders.find(({ zz }) => zz.some(({ zzbs }) => zzbs === identifier));
          const licence = known?.zz.find(({ zzbs }) => zzbs === identifier);
          if (!licence) return absent;
          const type = Object.keys(theirTypes).find((code) => theirTypes[code] === licence.zzlx);
          const record = recordOf(known, licence, type as LicenceTypeCode);
          return record ? { state: 'FOUND', value: record, checkedAt } : faulted('SOURCE_MISBEHAVED');
        }),
    },
    checks: {
      name: 'double',
      checks: Object.keys(theirChecks),
      check: (asks, call) =>
        rows(asks, call, ({ holder, check }): SourceAnswer<DataCheckResult> => {
          const theirs = theirChecks[check];
          if (theirs === undefined) return faulted('SOURCE_NOT_OFFERED');
          const result = holderOf(holder.type, holder.code)?.hc[theirs];
          return result
            ? { state: 'FOUND', value: { passed: result.hcjg === '1', detail: {} }, checkedAt }
            : absent;
        }),
    },
  };
}

function recordOf(
  holder: RegistryHolder | undefined,
  licence: RegistryLicence,
  type: LicenceTypeCode,
): LicenceRecord | null {
  const issuedOn = day(licence.bfrq);
  const validUntil = licence.yxqz === '长期' ? null : day(licence.yxqz);
  if (!holder || !isCalendarDate(issuedOn) || (validUntil !== null && !isCalendarDate(validUntil)))
    return null;
  return {
    identifier: licence.zzbs !== null && isLicenceIdentifier(licence.zzbs) ? licence.zzbs : null,
    type,
    number: licence.zzhm,
    holder: parseHolder(holder.zjlx, holder.zjhm),
    holderName: holder.mc,
    issuerCode: licence.bfjgdm,
    issuerName: licence.bfjgmc,
    issuedOn,
    validFrom: issuedOn,
    validUntil,
    state: states[licence.zt] ?? '09',
    fields: {},
  };
}

function day(digits: string): string {
  return digits.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
}
