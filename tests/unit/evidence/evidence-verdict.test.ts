import { describe, expect, it } from 'vitest';
import type { Permission } from '../../../catalog/access/access.js';
import { type EvidenceFacts, verdictsOf } from '../../../catalog/evidence/evidence-verdict.rules.js';
import type { DataCheckResult, LicenceRecord, SourceAnswer } from '../../../catalog/ports.js';
import {
  businessLicence,
  identifierOf,
  neighbour,
  now,
  person,
  recordOf,
} from '../../support/sample-case.js';
import { absent, faulted, found } from '../../support/source-double.js';
import { denial } from './sample-verdicts.js';

const allowed: Permission = { allowed: true, fields: [], grants: ['g'] };
const denied: Permission = { allowed: false, reason: denial };
const says = (passed: boolean) => found({ passed, detail: {} });
const said = <Value>(answers: readonly SourceAnswer<Value>[]) =>
  answers.map((answer, index) => ({ source: `source-${index + 1}`, answer }));

function verdicts(change: Partial<EvidenceFacts>) {
  const nothing = {
    plan: { licenceTypes: [], checks: [] },
    permissions: [allowed],
    licences: [],
    checks: [],
  };
  return verdictsOf({ ...nothing, ...change }, person, now);
}

describe('a data check', () => {
  it.each<[string, readonly SourceAnswer<DataCheckResult>[], string, string | null]>([
    ['yes', [says(true)], 'PASSED', 'source-1'],
    ['no', [says(false)], 'NOT_PASSED', 'source-1'],
    ['one says yes, one no', [says(true), says(false)], 'NOT_PASSED', 'source-2'],
    ['one says yes, one is silent', [faulted(), says(true)], 'PASSED', 'source-2'],
    ['one knows nothing, one is silent', [absent, faulted()], 'UNDECIDED', 'source-2'],
    ['nobody knows anything', [absent, absent], 'NOT_FOUND', 'source-1'],
    ['nobody to ask', [], 'UNDECIDED', null],
  ])('%s', (_, answers, status, source) => {
    const [verdict] = verdicts({ plan: { licenceTypes: [], checks: ['tax'] }, checks: [said(answers)] });
    expect(verdict).toMatchObject({
      kind: 'DATA',
      target: 'tax',
      status,
      denial: null,
      connected: answers.length > 0,
    });
    expect(verdict?.provenance).toMatchObject({
      source,
      state: status === 'UNDECIDED' ? 'UNAVAILABLE' : 'LIVE',
    });
  });
});

describe('a licence', () => {
  const plan = { licenceTypes: [businessLicence], checks: [] };
  const newer = identifierOf(businessLicence, '0001', '002');
  it.each<[string, readonly LicenceRecord[], string]>([
    ['one that is valid', [recordOf()], 'VALID'],
    ['the best of several', [recordOf({ state: '05' }), recordOf({ identifier: newer })], 'VALID'],
    [
      'an old version beside a revoked new one',
      [recordOf(), recordOf({ identifier: newer, state: '05' })],
      'REPLACED',
    ],
    ["somebody else's", [recordOf({ holder: neighbour })], 'UNDECIDED'],
    ['none', [], 'NOT_FOUND'],
  ])('%s', (_, records, status) => {
    expect(verdicts({ plan, licences: [said([found(records)])] })).toMatchObject([
      { kind: 'LICENCE', status },
    ]);
  });
});

describe('what is not granted', () => {
  it('is withheld whatever was told of it, the check at its own place behind the licences', () => {
    const plan = { licenceTypes: [businessLicence], checks: ['tax'] };
    const facts = { plan, licences: [said([found([recordOf()])])], checks: [said([says(true)])] };
    const status = (...permissions: readonly Permission[]) =>
      verdicts({ ...facts, permissions }).map((each) => [
        each.status,
        each.denial?.code ?? null,
        each.provenance.state,
      ]);
    expect(status(denied, allowed)).toEqual([
      ['WITHHELD', 'GRANT_NONE', 'WITHHELD'],
      ['PASSED', null, 'LIVE'],
    ]);
    expect(status(allowed, denied)).toEqual([
      ['VALID', null, 'LIVE'],
      ['WITHHELD', 'GRANT_NONE', 'WITHHELD'],
    ]);
    expect(() => status(allowed)).toThrow('fewer permissions');
  });
});
