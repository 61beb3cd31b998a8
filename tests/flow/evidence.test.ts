import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditService } from '../../catalog/audit/audit.service.js';
import { buildHandlingItemCode, type LicenceTypeCode, type OwnElements } from '../../catalog/index.js';
import type { Satisfaction } from '../../catalog/matter/element.js';
import type { DataCheckResult, LicenceAsk, LicenceRecord, SourceAnswer } from '../../catalog/ports.js';
import {
  businessLicence,
  identifierOf,
  identityCard,
  otherMatterCode,
  person,
  recordOf,
  titleDeed,
} from '../support/sample-case.js';
import { absent, checkSource, directoryOf, faulted, found, licenceSource } from '../support/source-double.js';
import { material } from './catalogue-ground.js';
import { openTrust, type Trust } from './trust-ground.js';

const licence = (licenceType: LicenceTypeCode): Satisfaction => ({ way: 'LICENCE', licenceType, fields: [] });
const tax: Satisfaction = { way: 'DATA', check: 'tax-cleared' };

const elements: OwnElements = {
  materials: [
    material('A', { alternatives: [[licence(businessLicence)]] }),
    material('B', { alternatives: [[tax]] }),
    material('C'),
    // The same licence and the same check once more: each is asked once all the same.
    material('D', { alternatives: [[licence(businessLicence), tax], [{ way: 'COMMITMENT' }]] }),
    material('E', { alternatives: [[licence(identityCard)]], cancelled: 'PROVED_BY_LICENCE' }),
    material('F', { alternatives: [[licence(titleDeed)]] }),
    material('G', { alternatives: [[{ way: 'COVERED', by: 'C' }]] }),
  ],
  situations: [
    {
      code: 'owner',
      question: '是否自有',
      options: [
        { answer: 'yes', label: '是', materials: ['F'], handlingItem: null },
        { answer: 'no', label: '否', materials: [], handlingItem: null },
      ],
    },
  ],
};

type LicenceAnswers = Readonly<Record<string, SourceAnswer<readonly LicenceRecord[]>>>;
const valid = (type: LicenceTypeCode) =>
  found<readonly LicenceRecord[]>([recordOf({ type, identifier: identifierOf(type, '1', '001') })]);
const passed: SourceAnswer<DataCheckResult> = found({ passed: true, detail: { note: 'MARKED-DETAIL' } });

describe('the exemption walk', () => {
  let trust: Trust;
  let broken = false;
  beforeAll(async () => {
    const audit = (real: AuditService): AuditService => ({
      ...real,
      append: (tx, entry, at) => (broken ? (tx.query('select 1 / 0') as never) : real.append(tx, entry, at)),
    });
    trust = await openTrust(elements, { audit });
    await trust.give({ kind: 'LICENCE', licenceType: businessLicence });
    await trust.give({ kind: 'DATA', check: 'tax-cleared' });
  });
  afterAll(() => trust.drop());
  beforeEach(() => {
    broken = false;
  });

  /** Two licence registries and one tax office. */
  function connect(licences: LicenceAnswers, check: SourceAnswer<DataCheckResult> = passed) {
    const answer = (one: LicenceAsk) => licences[one.type] ?? absent;
    const market = licenceSource('market', [businessLicence], answer);
    const land = licenceSource('land', [titleDeed, identityCard], answer);
    const office = checkSource('tax-office', ['tax-cleared'], () => check);
    trust.connect(directoryOf([market.source, land.source], [office.source]));
    return () =>
      [...market.calls, ...land.calls, ...office.calls].map(({ source, asks }) => `${source} ${asks.length}`);
  }

  const request = (other: object = {}) => ({
    ...{ matter: trust.matterCode, handlingItem: null, holder: person, purpose: trust.purpose },
    ...{ situation: [{ question: 'owner', answer: 'no' }], ...other },
  });
  const resolve = (other: object = {}, call: Parameters<Trust['call']>[0] = {}) =>
    trust.evidence.resolve(trust.call(call), request(other));
  const rows = (exemption: Awaited<ReturnType<typeof resolve>>) =>
    exemption.materials.map(
      ({ material: { code }, disposition, reason }) => `${code} ${disposition} ${reason.code}`,
    );
  const last = async () => (await trust.recorded()).at(-1);

  it('asks each source once however many materials, with two statements in all, and decides each material', async () => {
    const calls = connect({ [businessLicence]: valid(businessLicence) });
    const { answer, sql } = await trust.traced(() => resolve());
    expect(rows(answer)).toEqual([
      'A LICENCE LICENCE_PROVES',
      'B DATA DATA_CONFIRMS',
      'C SUBMIT ONLY_PAPER',
      'D DATA DATA_CONFIRMS',
      'E CANCELLED PROVED_BY_LICENCE',
      'G COVERED COVERED_BY_MATERIAL',
    ]);
    expect(answer.toSubmit.map(({ code }) => code)).toEqual(['C']);
    expect(answer).toMatchObject({
      matter: trust.matterCode,
      matterVersion: 1,
      decidedAt: trust.ground.time.now,
      openQuestions: [],
    });
    expect(calls()).toEqual(['market 1', 'tax-office 1']);
    expect(sql).toEqual(['select id, consumer,', 'insert into audit_entry']);
  });

  it('records what was asked and decided by name, and no value', async () => {
    connect({ [businessLicence]: valid(businessLicence) });
    await resolve();
    const entry = await last();
    expect(entry).toMatchObject({
      operation: 'exemptionResolve',
      subject: trust.audit.subjectOf(person),
      outcome: 'ANSWERED',
      detail: {
        asked: [
          { kind: 'LICENCE', target: businessLicence, status: 'VALID', source: 'market' },
          { kind: 'DATA', target: 'tax-cleared', status: 'PASSED', source: 'tax-office' },
        ],
      },
    });
    expect(JSON.stringify(entry)).not.toMatch(new RegExp(`${person.code}|MARKED|虚构甲`));
  });

  it('a silent source spoils its own rows only, and says what to do at the window', async () => {
    connect({ [businessLicence]: faulted() });
    const exemption = await resolve();
    expect(rows(exemption).slice(0, 4)).toEqual([
      'A UNDECIDED SOURCE_SILENT',
      'B DATA DATA_CONFIRMS',
      'C SUBMIT ONLY_PAPER',
      'D UNDECIDED SOURCE_SILENT',
    ]);
    expect(exemption.materials[0]).toMatchObject({
      fallback: 'SUBMIT',
      evidence: [{ status: 'UNDECIDED', provenance: { source: 'market', state: 'UNAVAILABLE' } }],
    });
    expect(exemption.materials[0]?.reason.zh).toContain('系统market');
    expect(exemption.toSubmit.map(({ code }) => code)).toEqual(['C']);
  });

  it('all sources silent is recorded as failed', async () => {
    connect({ [businessLicence]: faulted() }, faulted());
    await resolve();
    expect((await last())?.outcome).toBe('FAILED');
  });

  it('a commitment is offered, never chosen', async () => {
    connect({ [businessLicence]: absent });
    const { materials } = await resolve();
    expect(materials.find(({ material: { code } }) => code === 'D')).toMatchObject({
      disposition: 'SUBMIT',
      fallback: 'COMMITMENT',
    });
  });

  it('what is not granted is not asked: the paper, and who can grant it', async () => {
    const calls = connect({ [titleDeed]: valid(titleDeed) });
    const exemption = await resolve({ situation: [{ question: 'owner', answer: 'yes' }] });
    expect(exemption.materials.find(({ material: { code } }) => code === 'F')).toMatchObject({
      disposition: 'SUBMIT',
      reason: { code: 'GRANT_NONE', en: expect.stringContaining(titleDeed.slice(0, 18)) as string },
      evidence: [{ status: 'WITHHELD', provenance: { state: 'WITHHELD' } }],
    });
    expect(calls()).not.toContain('land 1');
  });

  it('tells which questions were left open', async () => {
    connect({});
    expect((await resolve({ situation: [] })).openQuestions).toEqual(['owner']);
  });

  it.each<[string, object, Parameters<Trust['call']>[0], string]>([
    ['a token without the scope', {}, { scopes: ['licence:read'] }, 'SCOPE_MISSING'],
    ['a purpose of another matter', { matter: otherMatterCode }, {}, 'PURPOSE_MATTER_MISMATCH'],
    [
      'an answer that nobody can give',
      { situation: [{ question: 'owner', answer: 'perhaps' }] },
      {},
      'SITUATION_UNKNOWN',
    ],
    [
      'an item of another matter',
      { handlingItem: buildHandlingItemCode(otherMatterCode, '01') },
      {},
      'PURPOSE_MATTER_MISMATCH',
    ],
  ])('refuses %s, records it and asks nobody', async (_, other, call, reason) => {
    const calls = connect({ [businessLicence]: valid(businessLicence) });
    const before = await trust.audit.count({});
    await expect(resolve(other, call)).rejects.toMatchObject({ reason });
    expect(await trust.audit.count({})).toBe(before + 1);
    expect(await last()).toMatchObject({
      operation: 'exemptionResolve',
      outcome: 'REFUSED',
      reasons: [{ code: reason }],
    });
    expect(calls()).toEqual([]);
  });

  it('refuses a handling item that the matter does not have', async () => {
    const handlingItem = buildHandlingItemCode(trust.matterCode, '07');
    await expect(resolve({ handlingItem })).rejects.toMatchObject({
      reason: 'HANDLING_ITEM_UNKNOWN',
      facts: { item: '07' },
    });
  });

  it('gives no decision whose row cannot be written', async () => {
    connect({ [businessLicence]: valid(businessLicence) });
    broken = true;
    await expect(resolve()).rejects.toThrow('division by zero');
  });
});
