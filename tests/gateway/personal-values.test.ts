import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tourMatterCode, tourSituation } from '../../gateway/demonstration/tour-matter.js';
import { openHouse, type Answer, type TestHouse } from '../support/open-house.js';

/**
 * Drives every journey with the invented people of the demonstration, well and badly, with the log as talkative as it gets, and then
 * looks for their numbers and names everywhere but in the answers to those who may have them.
 */
interface Person {
  readonly zjlx: string;
  readonly zjhm: string;
  readonly mc: string;
  readonly zz: readonly { readonly zzbs: string }[];
}
const file = join(import.meta.dirname, '..', '..', 'gateway', 'demonstration', 'data', 'holders.json');
const people = (JSON.parse(readFileSync(file, 'utf8')) as readonly Person[]).filter(
  ({ zjlx }) => zjlx === '111',
);
const marks = people.flatMap(({ zjhm, mc }) => [zjhm, mc.replace('（虚构）', '')]);

const types = ['11100000000013338W001', '11100000000013127D001'];
const licences = `query ($holder: HolderInput!, $types: [LicenceTypeCode!]!, $purpose: PurposeInput!) {
  licences(holder: $holder, types: $types, purpose: $purpose) {
    status holderName identifier reasons { code text } fields { name value } provenance { source state }
  }
}`;
const licence = `query ($identifier: LicenceIdentifier!, $purpose: PurposeInput!) {
  licence(identifier: $identifier, purpose: $purpose) { status holderName fields { value } reasons { text } }
}`;
const exemption = `mutation ($input: ExemptionInput!) {
  exemptionResolve(input: $input) { exemption { materials { disposition reason { text } evidence { text } } toSubmit { name } } }
}`;

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse({ demo: true, env: { LOG_LEVEL: 'trace' } });
});
afterAll(() => house.close());

async function trouble(kind: string): Promise<void> {
  const registry = house.demonstration?.registry;
  const response = await fetch(`${registry?.values['DEMO_REGISTRY_URL'] ?? ''}/_control`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-api-key': registry?.secrets['DEMO_REGISTRY_KEY'] ?? '',
    },
    body: JSON.stringify({ trouble: kind, times: null }),
  });
  expect(response.ok).toBe(true);
}

/** Everything that a person may ask or be asked about, right and wrong. */
async function drive({ zjlx: type, zjhm: code, zz }: Person): Promise<readonly Answer[]> {
  const purpose = { matter: tourMatterCode, caseNumber: 'CASE-7', mode: 'HOLDER_PRESENT' };
  const holder = { type, code };
  const purposes = [
    purpose,
    { ...purpose, caseNumber: `CASE-${code}` },
    { ...purpose, caseNumber: code },
    { ...purpose, mode: 'EX_OFFICIO', clerk: code },
    { ...purpose, mode: 'EX_OFFICIO', clerk: `窗口 ${code}`, cause: `核对 ${code}` },
  ];
  const wrong = { type, code: `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}` };
  const asks: readonly (readonly [string, object])[] = [
    ...purposes.flatMap((one): [string, object][] => [
      [licences, { holder, types, purpose: one }],
      [exemption, { input: { matter: tourMatterCode, holder, purpose: one, situation: tourSituation } }],
      ...zz.slice(0, 2).map(({ zzbs }): [string, object] => [licence, { identifier: zzbs, purpose: one }]),
    ]),
    [licences, { holder: wrong, types, purpose }],
    [licences, { holder: { type: code, code: type }, types, purpose }],
    [licences, { holder: { type: 111, code: Number(code) }, types, purpose }],
    [licences, { holder, types: [code], purpose }],
    [licence, { identifier: code, purpose }],
    [exemption, { input: { matter: code, holder, purpose } }],
    [
      exemption,
      { input: { matter: tourMatterCode, holder, purpose, situation: [{ question: code, answer: code }] } },
    ],
    [`{ matters(filter: { search: "${code}" }, after: "${code}") { totalCount } }`, {}],
    [`{ region(code: "${code}") { name } }`, {}],
  ];
  const answers: Answer[] = [];
  for (const [query, variables] of asks) {
    for (const caller of ['dept-demo', 'portal-demo', undefined])
      answers.push(await house.ask(query, variables, caller));
  }
  return answers;
}

/** Requests that never become a question. */
async function spoil(code: string): Promise<string> {
  const json = { 'content-type': 'application/json' };
  const asks: readonly RequestInit[] = [
    { method: 'POST', headers: json, body: `{"query": "${code}` },
    { method: 'POST', headers: { 'content-type': `text/${code}` }, body: code },
    { method: 'POST', headers: { ...json, authorization: `Bearer ${code}.${code}.${code}` }, body: '{}' },
    {
      method: 'POST',
      headers: { ...json, 'user-agent': code, 'x-trace-id': code, referer: code },
      body: JSON.stringify({ query: code }),
    },
    { method: 'GET', headers: json },
  ];
  const texts = await Promise.all(
    asks.map(async (ask) => (await fetch(`${house.endpoint}?variables=${code}`, ask)).text()),
  );
  return texts.join('\n') + (await (await fetch(`${house.url}/${code}`)).text());
}

/** Every row of every table, as text. */
async function everything(): Promise<string> {
  const tables = await house.database.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by tablename`,
  );
  expect(tables.length).toBeGreaterThan(10);
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await house.database.query<{ text: string }>(
        `select to_jsonb(t)::text as text from ${name} t`,
      );
      return rows.map(({ text }) => text).join('\n');
    }),
  );
  return texts.join('\n');
}

const found = (text: string) => marks.filter((mark) => text.includes(mark));

it('no number and no name of a person stands anywhere but in answers to those who may have it', async () => {
  const [first, ...others] = people;
  if (!first) throw new Error('nobody in the demonstration');
  const answers = [...(await drive(first))];
  // That a search finds something at all: dept-demo and portal-demo are given values that they may have.
  for (const person of others.slice(0, 3)) answers.push(...(await drive(person)));
  expect(answers.some(({ errors }) => errors.length === 0)).toBe(true);
  for (const kind of ['error', 'garbage', 'reset', 'wrong-shape', 'huge']) {
    await trouble(kind);
    const purpose = { matter: tourMatterCode, caseNumber: 'CASE-8', mode: 'DELEGATED' };
    const holder = { type: '111', code: others[5]?.zjhm };
    answers.push(await house.ask(licences, { holder, types, purpose }, 'dept-demo'));
    const input = { matter: tourMatterCode, holder, purpose, situation: tourSituation };
    answers.push(await house.ask(exemption, { input }, 'portal-demo'));
  }
  await trouble('none');
  const spoiled = await spoil(first.zjhm);

  expect(found(JSON.stringify(answers.map(({ errors }) => errors)))).toEqual([]);
  expect(found(JSON.stringify(answers.map(({ trace }) => trace)))).toEqual([]);
  expect(found(spoiled)).toEqual([]);

  const record = await house.ask(
    `query ($holder: HolderInput!) { auditEntries(first: 200, filter: { holder: $holder }) { totalCount edges { node {
      consumer operation subject matter caseNumber mode clerk outcome reasons { code text } detail traceId leaf
    } } } }`,
    { holder: { type: first.zjlx, code: first.zjhm } },
    'audit-demo',
  );
  expect(record.errors).toEqual([]);
  expect((record.data?.['auditEntries'] as { totalCount: number }).totalCount).toBeGreaterThan(5);
  expect(found(JSON.stringify(record.data))).toEqual([]);
  const feed = await house.ask('{ changes(first: 2000) { changes { key document } } }', {}, 'sync-demo');
  expect(found(JSON.stringify(feed.data))).toEqual([]);

  expect(house.logged.length).toBeGreaterThan(100);
  expect(found(house.logged.join(''))).toEqual([]);
  expect(found(await (await fetch(`${house.url}/metrics`)).text())).toEqual([]);
  expect(found(await everything())).toEqual([]);
});
