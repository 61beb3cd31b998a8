import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccessService } from '../../catalog/access/access.service.js';
import type { GrantDraft } from '../../catalog/index.js';
import { department } from '../support/sample-case.js';
import { places } from './catalogue-ground.js';
import { administrator, licenceTypes, openTrust, type Trust } from './trust-ground.js';

const [card, business] = licenceTypes.map(({ code }) => ({ kind: 'LICENCE' as const, licenceType: code }));
if (!card || !business) throw new Error('licence types are missing');
const check = { kind: 'DATA' as const, check: 'tax-cleared' };

describe('consumers and grants', () => {
  let trust: Trust;
  beforeAll(async () => {
    trust = await openTrust({});
  });
  afterAll(() => trust.drop());
  beforeEach(() => {
    trust.ground.tick(10_000);
  });
  const admin = () => trust.call({ consumer: administrator });
  const lineage = [places.nation, places.province, places.city, places.county];
  const ask = (...subjects: readonly GrantDraft['subject'][]) =>
    trust.access.permissions(
      department,
      subjects,
      { code: trust.matterCode, lineage },
      trust.ground.time.now,
    );

  it('registers a consumer, and again what changed of it', async () => {
    const { access, ground } = trust;
    const consumer = { ...department, name: 'c-new', region: places.county, organisation: null };
    await access.register(consumer);
    expect(await access.consumer('c-new')).toEqual(consumer);
    const changed = { ...consumer, title: '改名', scopes: [], active: false };
    await access.register(changed);
    expect(await access.consumer('c-new')).toEqual(changed);
    expect((await access.consumers()).map(({ name }) => name)).toEqual(['admin-test', 'c-new', 'dept-test']);
    expect(await access.consumer('nobody')).toBeNull();
    const [row] = await trust.database.query<{ created_at: Date }>(
      `select created_at from consumer where name = 'c-new'`,
    );
    expect(row?.created_at).toEqual(ground.time.now);
  });

  it('reads a consumer at most once in five seconds, and another process hears of a change by then', async () => {
    const { access, ground, database, audit } = trust;
    const elsewhere = openAccessService({ ...ground, database, audit, clock: () => ground.time.now });
    const known = { ...department, name: 'c-kept' };
    await access.register(known);
    await elsewhere.consumer('c-kept');
    await access.register({ ...known, active: false });
    const { sql } = await trust.traced(() => elsewhere.consumer('c-kept'));
    expect(sql).toEqual([]);
    expect((await access.consumer('c-kept'))?.active).toBe(false);
    ground.tick(5_000);
    expect((await elsewhere.consumer('c-kept'))?.active).toBe(false);
  });

  it('answers for all subjects with one statement, same length and order, deny by default', async () => {
    await trust.give(business, { fields: ['name', 'address'], regions: [places.city] });
    const { answer, sql } = await trust.traced(() => ask(check, business, card, business));
    expect(answer.map((each) => (each.allowed ? each.fields : each.reason.code))).toEqual([
      'GRANT_NONE',
      ['address', 'name'],
      'GRANT_NONE',
      ['address', 'name'],
    ]);
    expect(sql).toHaveLength(1);
    expect((await trust.traced(() => ask())).sql).toEqual([]);
  });

  it("never answers with another consumer's grant", async () => {
    await trust.give(card, { consumer: administrator.name, fields: ['name'] });
    expect((await ask(card))[0]?.allowed).toBe(false);
  });

  it('gives a grant that is in force at once, with a row of who gave it', async () => {
    const grant = await trust.give(check, {
      matters: [trust.matterCode],
      validUntil: '2026-12-31',
      reason: '协议第3条',
    });
    expect(await trust.access.grants(department.name)).toContainEqual(grant);
    expect((await ask(check))[0]).toEqual({ allowed: true, fields: [], grants: [grant.id] });
    const [row] = await trust.database.query(
      `select given_by, given_at, reason from access_grant where id = $1`,
      [grant.id],
    );
    expect(row).toEqual({ given_by: 'admin-test', given_at: trust.ground.time.now, reason: '协议第3条' });
    const { items } = await trust.audit.page({ operation: 'grantGive' }, { first: 1, after: null });
    expect(items[0]?.node).toMatchObject({
      consumer: 'admin-test',
      outcome: 'ANSWERED',
      detail: { grant: grant.id, target: 'tax-cleared' },
    });
  });

  it('revokes it at once, once, and keeps it as the reason of the denial', async () => {
    const subject = { kind: 'DATA' as const, check: 'to-revoke' };
    const { id } = await trust.give(subject);
    const revoked = await trust.access.revoke(admin(), id, '协议到期');
    expect(revoked.revokedAt).toEqual(trust.ground.time.now);
    expect((await ask(subject))[0]).toMatchObject({ allowed: false, reason: { code: 'GRANT_REVOKED' } });
    await expect(trust.access.revoke(admin(), id, '再次')).rejects.toMatchObject({
      reason: 'GRANT_ALREADY_REVOKED',
    });
    const [row] = await trust.database.query(
      `select revoked_by, revoke_reason from access_grant where id = $1`,
      [id],
    );
    expect(row).toEqual({ revoked_by: 'admin-test', revoke_reason: '协议到期' });
  });

  it('lets one of many who revoke at the same time win', async () => {
    const { id } = await trust.give({ kind: 'DATA', check: 'raced' });
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, (_, by) => trust.access.revoke(admin(), id, `r${by}`)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of tries) {
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ reason: 'GRANT_ALREADY_REVOKED' });
    }
    expect(await trust.audit.count({ operation: 'grantRevoke' })).toBe(2);
  });

  it.each<[string, string, string]>([
    ['00000000-0000-4000-8000-000000000000', 'x', 'GRANT_UNKNOWN'],
    ["1' or '1'='1", 'x', 'GRANT_UNKNOWN'],
    ['00000000-0000-4000-8000-000000000000', ' ', 'GRANT_INVALID'],
  ])('does not revoke %s for the reason %j', async (id, reason, expected) => {
    await expect(trust.access.revoke(admin(), id, reason)).rejects.toMatchObject({ reason: expected });
  });

  it.each<[string, Partial<GrantDraft>, string]>([
    ['a field that may not be shared', { fields: ['phone'] }, 'GRANT_INVALID'],
    ['an unknown consumer', { consumer: 'nobody' }, 'GRANT_INVALID'],
    [
      'an unknown licence type',
      { subject: { ...card, licenceType: '11100000000013127D999' as never } },
      'LICENCE_TYPE_UNKNOWN',
    ],
    ['an unknown region', { regions: ['650000000000'] }, 'REGION_UNKNOWN'],
  ])('does not give a grant for %s, and keeps nothing of it', async (_, change, expected) => {
    const before = await trust.access.grants(null);
    await expect(trust.give(business, change)).rejects.toMatchObject({ reason: expected });
    expect(await trust.access.grants(null)).toEqual(before);
  });

  it('needs the scope for both', async () => {
    const call = trust.call({ consumer: administrator, scopes: ['audit:read'] });
    await expect(trust.access.revoke(call, 'x', 'x')).rejects.toMatchObject({ reason: 'SCOPE_MISSING' });
    const draft = { consumer: 'dept-test', subject: check, fields: [], matters: null, regions: null };
    const given = trust.access.give(call, {
      ...draft,
      validFrom: '2026-01-01',
      validUntil: null,
      reason: null,
    });
    await expect(given).rejects.toMatchObject({ reason: 'SCOPE_MISSING' });
  });
});
