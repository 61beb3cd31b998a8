import type {
  DataCheckAsk,
  DataCheckResult,
  DataCheckSource,
  IdentifierAsk,
  LicenceAsk,
  LicenceRecord,
  LicenceSource,
  LicenceTypeCode,
  SourceAnswer,
  SourceDirectory,
} from '../../catalog/ports.js';
import { now } from './sample-case.js';

/** What was asked of a source, in how many calls: the traces of walks count it. */
export interface Asked<Ask> {
  readonly source: string;
  readonly asks: readonly Ask[];
}

export function found<Value>(value: Value): SourceAnswer<Value> {
  return { state: 'FOUND', value, checkedAt: now };
}
export const absent = { state: 'ABSENT', checkedAt: now } as const;
export function faulted(text = 'silent'): SourceAnswer<never> {
  return { state: 'FAULTED', reason: { code: 'SOURCE_SLOW', en: text, zh: text }, checkedAt: now };
}

export function licenceSource(
  name: string,
  licenceTypes: readonly LicenceTypeCode[],
  answer: (ask: LicenceAsk) => SourceAnswer<readonly LicenceRecord[]>,
  change: Partial<LicenceSource> = {},
) {
  const calls: Asked<LicenceAsk | IdentifierAsk>[] = [];
  const source: LicenceSource = {
    name,
    licenceTypes,
    byHolder(asks) {
      calls.push({ source: name, asks });
      return Promise.resolve(asks.map(answer));
    },
    byIdentifier(asks) {
      calls.push({ source: name, asks });
      return Promise.resolve(asks.map(() => absent));
    },
    ...change,
  };
  return { source, calls };
}

export function checkSource(
  name: string,
  checks: readonly string[],
  answer: (ask: DataCheckAsk) => SourceAnswer<DataCheckResult>,
) {
  const calls: Asked<DataCheckAsk>[] = [];
  const source: DataCheckSource = {
    name,
    checks,
    check(asks) {
      calls.push({ source: name, asks });
      return Promise.resolve(asks.map(answer));
    },
  };
  return { source, calls };
}

export function directoryOf(
  licences: readonly LicenceSource[],
  checks: readonly DataCheckSource[] = [],
): SourceDirectory {
  return {
    licenceSources: () => licences,
    dataCheckSources: () => checks,
    list: () =>
      [...licences, ...checks].map(({ name }) => ({
        name,
        title: `系统${name}`,
        kind: 'test',
        licenceTypes: [],
        checks: [],
        contact: '0668-0000000',
      })),
  };
}
