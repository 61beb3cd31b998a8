import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditService } from '../../catalog/audit/audit.service.js';
import type { LicenceTypeCode } from '../../catalog/index.js';
import type { IdentifierAsk, LicenceAsk, LicenceRecord, SourceAnswer } from '../../catalog/ports.js';
import {
  businessLicence,
  identifierOf,
  identityCard,
  inventedPerson,
  neighbour,
  otherMatterCode,
  person,
  recordOf,
  titleDeed,
} from '../support/sample-case.js';
import { absent, directoryOf, faulted, found, licenceSource } from '../support/source-double.js';
import { material } from './catalogue-ground.js';
import { administrator, openTrust, type Trust } from './trust-ground.js';

/** A matter code of the right form that nothing is published under. */
const unpublished = otherMatterCode;

const grantOf = (licenceType: LicenceTypeCode) => ({ kind: 'LICENCE' as const, licenceType });
const elements = {
  materials: [
    material('A', {
      alternatives: [[{ way: 'LICENCE', licenceType: businessLicence, fields: ['name', 'phone'] }]],
    }),
    material('B', { alternatives: [[{ way: 'LICENCE', licenceType: identityCard, fields: [] }]] }),
  ],
};
const licenceOf = (change: Partial<LicenceRecord> = {}) =>
  found<readonly LicenceRecord[]>([recordOf(change)]);

describe('the licence walk', () => {
  let trust: Trust;
  /** Makes the record fail, as a full disk would. */
  let broken = false;
  beforeAll(async () => {
    const audit = (real: AuditService): AuditService => ({
      ...real,
      append: (tx, entry, at) => (broken ? (tx.query('select 1 / 0') as never) : real.append(tx, entry, at)),
    });
    trust = await openTrust(elements, { audit });
    await trust.give(grantOf(businessLicence), { fields: ['name', 'address'] });
    await trust.give(grantOf(identityCard));
  });
  afterAll(() => trust.drop());
  beforeEach(() => {
    broken = false;
  });

  const ask = (
    types: readonly LicenceTypeCode[],
    other: Parameters<Trust['call']>[0] = {},
    purpose = trust.purpose,
  ) => trust.licences.licences(trust.call(other), { holder: person, types, purpose, maxAge: null });
  const last = async () => (await trust.recorded()).at(-1);

  /** Answers each ask by its type; types without an answer are absent. */
  function connect(answers: Readonly<Record<string, SourceAnswer<readonly LicenceRecord[]>>>) {
    const double = licenceSource(
      'registry',
      [businessLicence, identityCard, titleDeed],
      (one: LicenceAsk) => answers[one.type] ?? absent,
    );
    trust.connect(directoryOf([double.source]));
    return double.calls;
  }

  it('asks the source once, reads grants once, records once: two statements in all', async () => {
    const calls = connect({
      [businessLicence]: licenceOf(),
      [identityCard]: licenceOf({ type: identityCard, identifier: identifierOf(identityCard, '1', '001') }),
    });
    const { answer, sql } = await trust.traced(() => ask([businessLicence, identityCard]));
    expect(answer.map(({ type, status }) => [type, status])).toEqual([
      [businessLicence, 'VALID'],
      [identityCard, 'VALID'],
    ]);
    expect(calls.map(({ asks }) => asks.length)).toEqual([2]);
    expect(sql).toEqual(['select id, consumer,', 'insert into audit_entry']);
  });

  it('gives the fields that matter, grant and type allow together, and the record holds their names', async () => {
    connect({ [businessLicence]: licenceOf() });
    const [answer] = await ask([businessLicence]);
    // `address` is granted but not needed; `phone` is needed but may not be shared.
    expect(answer?.fields).toEqual([{ name: 'name', label: '标签-name', value: '虚构甲店' }]);
    expect(await last()).toMatchObject({
      consumer: 'dept-test',
      operation: 'licences',
      subject: trust.audit.subjectOf(person),
      matter: trust.matterCode,
      caseNumber: trust.purpose.caseNumber,
      mode: 'HOLDER_PRESENT',
      outcome: 'ANSWERED',
      traceId: 'trace-1',
      detail: {
        types: [businessLicence],
        answers: [{ type: businessLicence, status: 'VALID', source: 'registry', fields: ['name'] }],
      },
    });
  });

  it('does not ask for what is not granted, and answers WITHHELD with the reason', async () => {
    const calls = connect({ [businessLicence]: licenceOf(), [titleDeed]: licenceOf({ type: titleDeed }) });
    const answers = await ask([titleDeed, businessLicence, titleDeed]);
    expect(answers.map(({ type, status, reasons }) => [type, status, reasons[0]?.code])).toEqual([
      [titleDeed, 'WITHHELD', 'GRANT_NONE'],
      [businessLicence, 'VALID', 'VALID'],
    ]);
    expect(calls.flatMap(({ asks }) => asks.map((one) => 'type' in one && one.type))).toEqual([
      businessLicence,
    ]);
    expect((await last())?.outcome).toBe('ANSWERED');
  });

  it('asks nobody when nothing is granted, and records a refusal', async () => {
    const calls = connect({ [titleDeed]: licenceOf({ type: titleDeed }) });
    const { answer, sql } = await trust.traced(() => ask([titleDeed]));
    expect(answer.map(({ status, provenance }) => [status, provenance.state])).toEqual([
      ['WITHHELD', 'WITHHELD'],
    ]);
    expect(calls).toEqual([]);
    expect(sql).toHaveLength(2);
    expect(await last()).toMatchObject({ outcome: 'REFUSED', reasons: [{ code: 'GRANT_NONE' }] });
  });

  it('a revoked grant withholds from the next call on', async () => {
    connect({ [titleDeed]: licenceOf({ type: titleDeed, identifier: identifierOf(titleDeed, '1', '001') }) });
    const { id } = await trust.give(grantOf(titleDeed));
    expect((await ask([titleDeed]))[0]?.status).toBe('VALID');
    await trust.access.revoke(trust.call({ consumer: administrator }), id, '测试');
    expect((await ask([titleDeed]))[0]).toMatchObject({
      status: 'WITHHELD',
      reasons: [{ code: 'GRANT_REVOKED' }],
    });
  });

  it('tells a silent source, an unknown type and a licence that is not there apart', async () => {
    connect({ [businessLicence]: faulted() });
    expect((await ask([businessLicence, identityCard])).map(({ status }) => status)).toEqual([
      'UNDECIDED',
      'NOT_FOUND',
    ]);
    expect((await last())?.outcome).toBe('ANSWERED');
    expect((await ask([businessLicence]))[0]).toMatchObject({
      status: 'UNDECIDED',
      provenance: { state: 'UNAVAILABLE', source: 'registry' },
    });
    expect((await last())?.outcome).toBe('FAILED');
    trust.connect(directoryOf([]));
    expect((await ask([businessLicence]))[0]).toMatchObject({
      status: 'UNDECIDED',
      reasons: [{ code: 'NO_SOURCE' }],
    });
  });

  it("never shows somebody else's licence", async () => {
    connect({ [businessLicence]: licenceOf({ holder: neighbour, holderName: 'NAME-OF-THE-NEIGHBOUR' }) });
    const answers = await ask([businessLicence]);
    expect(answers).toMatchObject([
      { status: 'UNDECIDED', reasons: [{ code: 'HOLDER_MISMATCH' }], identifier: null },
    ]);
    expect(JSON.stringify(answers)).not.toContain('NAME-OF-THE-NEIGHBOUR');
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['a token without the scope', () => ask([businessLicence], { scopes: ['audit:read'] }), 'SCOPE_MISSING'],
    [
      'a matter that is not published',
      () => ask([businessLicence], {}, { ...trust.purpose, matter: unpublished, caseNumber: 'X-1' }),
      'MATTER_UNKNOWN',
    ],
    [
      'a case of another matter',
      () => ask([businessLicence], {}, { ...trust.purpose, caseNumber: `${unpublished}202611210001` }),
      'PURPOSE_CASE_MISMATCH',
    ],
    [
      'no clerk ex officio',
      () => ask([businessLicence], {}, { ...trust.purpose, mode: 'EX_OFFICIO' }),
      'PURPOSE_CLERK_MISSING',
    ],
    [
      'too many types',
      () =>
        ask(
          Array.from(
            { length: 51 },
            (_, index) => `11100000000013127D${String(index).padStart(3, '0')}` as LicenceTypeCode,
          ),
        ),
      'TOO_MANY_ASKED',
    ],
  ])('refuses %s, records it, and asks nobody', async (_, walk, reason) => {
    const calls = connect({ [businessLicence]: licenceOf() });
    const before = await trust.audit.count({});
    await expect(walk()).rejects.toMatchObject({ reason });
    expect(await trust.audit.count({})).toBe(before + 1);
    expect(await last()).toMatchObject({
      outcome: 'REFUSED',
      reasons: [{ code: reason }],
      subject: trust.audit.subjectOf(person),
    });
    expect(calls).toEqual([]);
  });

  it('refuses nobody without a row: there is no name to record', async () => {
    const before = await trust.audit.count({});
    await expect(ask([businessLicence], { consumer: null })).rejects.toMatchObject({
      reason: 'TOKEN_MISSING',
    });
    expect(await trust.audit.count({})).toBe(before);
  });

  it('gives no answer whose row cannot be written, and no refusal either', async () => {
    connect({ [businessLicence]: licenceOf() });
    const before = await trust.audit.count({});
    broken = true;
    await expect(ask([businessLicence])).rejects.toThrow('division by zero');
    await expect(ask([titleDeed])).rejects.toThrow('division by zero');
    await expect(ask([businessLicence], { scopes: [] })).rejects.toThrow('division by zero');
    expect(await trust.audit.count({})).toBe(before);
  });

  it('holds no transaction open while a source is asked', async () => {
    const open: unknown[] = [];
    const double = licenceSource('registry', [businessLicence], () => absent, {
      async byHolder(asks) {
        open.push(
          ...(await trust.database.query(
            `select query from pg_stat_activity
             where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()`,
          )),
        );
        return asks.map(() => licenceOf());
      },
    });
    trust.connect(directoryOf([double.source]));
    expect((await ask([businessLicence]))[0]?.status).toBe('VALID');
    expect(open).toEqual([]);
  });
});

describe('a licence by its identifier', () => {
  let trust: Trust;
  beforeAll(async () => {
    trust = await openTrust(elements);
    await trust.give(grantOf(businessLicence), { fields: ['name'] });
  });
  afterAll(() => trust.drop());

  const identifier = identifierOf(businessLicence, '0001', '001');
  function connect(answer: SourceAnswer<LicenceRecord>) {
    const asked: IdentifierAsk[] = [];
    const double = licenceSource('registry', [businessLicence], () => absent, {
      byIdentifier(asks) {
        asked.push(...asks);
        return Promise.resolve(asks.map(() => answer));
      },
    });
    trust.connect(directoryOf([double.source]));
    return asked;
  }
  const ask = (of = identifier, purpose = trust.purpose) =>
    trust.licences.licence(trust.call(), { identifier: of, purpose, maxAge: 60 });

  it('is answered, and recorded under the holder that the answer named', async () => {
    const asked = connect(found(recordOf()));
    const { answer, sql } = await trust.traced(() => ask());
    expect(answer).toMatchObject({
      status: 'VALID',
      identifier,
      fields: [{ name: 'name' }],
      holderName: null,
    });
    expect(asked).toEqual([{ identifier, purpose: trust.purpose }]);
    expect(sql).toEqual(['select id, consumer,', 'insert into audit_entry']);
    const [entry] = await trust.recorded();
    expect(entry).toMatchObject({
      operation: 'licence',
      subject: trust.audit.subjectOf(person),
      outcome: 'ANSWERED',
    });
  });

  it('of a type that is not granted is withheld without asking; the caller knows the identifier anyway', async () => {
    const asked = connect(found(recordOf()));
    const of = identifierOf(titleDeed, '1', '001');
    expect(await ask(of)).toMatchObject({ status: 'WITHHELD', identifier: of, type: titleDeed, fields: [] });
    expect(asked).toEqual([]);
    expect((await trust.recorded()).at(-1)).toMatchObject({ outcome: 'REFUSED', subject: null });
  });

  it('is refused when the case number turns out to be the number of its holder', async () => {
    connect(found(recordOf()));
    const purpose = { ...trust.purpose, caseNumber: `收-${person.code}` };
    await expect(ask(identifier, purpose)).rejects.toMatchObject({ reason: 'PURPOSE_NAMES_HOLDER' });
    expect((await trust.recorded()).at(-1)).toMatchObject({ outcome: 'REFUSED', caseNumber: null });
  });
});

describe('the record after many walks', () => {
  it('holds no number, no name and no value of anybody, whatever sources and callers did', async () => {
    const trust = await openTrust(elements);
    await trust.give(grantOf(businessLicence), { fields: ['name'] });
    await trust.give(grantOf(identityCard));
    const people = ['101', '102', '103', '104', '105'].map(inventedPerson);
    for (const holder of people) {
      const marked = recordOf({
        holder,
        holderName: 'MARKED-NAME',
        number: 'MARKED-NUMBER',
        fields: { name: 'MARKED-VALUE', phone: 'MARKED-PHONE' },
      });
      const answers: SourceAnswer<readonly LicenceRecord[]>[] = [
        found<readonly LicenceRecord[]>([marked]),
        found<readonly LicenceRecord[]>([{ ...marked, holder: neighbour }]),
        faulted(`no answer for ${holder.code}`),
      ];
      for (const answer of answers) {
        trust.connect(
          directoryOf([licenceSource('registry', [businessLicence, identityCard], () => answer).source]),
        );
        for (const change of [
          {},
          { clerk: `王${holder.code}` },
          { caseNumber: `A-${holder.code}` },
          { caseNumber: holder.code },
        ]) {
          const purpose = { ...trust.purpose, cause: `MARKED-CAUSE ${holder.code}`, ...change };
          const types = [businessLicence, identityCard, titleDeed];
          await trust.licences
            .licences(trust.call(), { holder, types, purpose, maxAge: null })
            .catch(() => undefined);
        }
      }
    }
    const rows = await trust.database.query('select * from audit_entry');
    expect(rows.length).toBeGreaterThanOrEqual(people.length * 12);
    const text = JSON.stringify(rows);
    for (const mark of ['MARKED', neighbour.code, ...people.map(({ code }) => code)])
      expect(text).not.toContain(mark);
    await trust.drop();
  });
});
