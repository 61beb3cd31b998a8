import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatterCode } from '../../catalog/code/index.js';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import { counts, fixture, openImportGround } from './import-ground.js';

const code = '11511602999900001L4000131024000' as MatterCode;

describe('the catalogue’s own format', () => {
  let fresh: FreshDatabase;
  let ground: Awaited<ReturnType<typeof openImportGround>>;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tongban-catalogue-'));
    fresh = await freshDatabase();
    ground = await openImportGround(fresh.database);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await fresh.drop();
  });

  const published = async () => (await ground.publications.byCodes([code]))[0]?.document ?? null;
  const changed = async (name: string, replace: (text: string) => string) => {
    const path = join(folder, name);
    await writeFile(path, replace(await readFile(fixture('catalogue.json'), 'utf8')));
    return path;
  };

  it('kept as a draft is known, and shown to nobody', async () => {
    const report = await ground.importFile(fixture('catalogue.json'), { draft: true });
    expect(counts(report)).toEqual({ read: 6, imported: 6, unchanged: 0, rejected: 0 });
    expect(report).toMatchObject({ mapping: 'catalogue', published: 0, findings: [] });
    expect(await published()).toBeNull();
  });

  it('is published by the next import without --draft, although no row changed', async () => {
    const report = await ground.importFile(fixture('catalogue.json'));
    expect(counts(report)).toMatchObject({ imported: 0, unchanged: 6 });
    expect(report.published).toBe(2);
  });

  it('fills in what a row may leave out, and inherits from a base matter that stands after it', async () => {
    expect(await published()).toMatchObject({
      name: '食品经营许可（新办）',
      type: '01',
      level: 'COUNTY',
      version: 1,
      baseMatter: { code: '000131024000', mainName: '食品经营许可' },
      organisation: { name: '广安区样板局（虚构）' },
      region: { code: '511602000000', name: '广安区' },
      origins: { legalBases: 'BASE', materials: 'OWN', statutoryTimeLimit: 'BASE' },
      handlingItems: [{ item: '01', name: '零售新办' }],
      licenceTypes: { '11100000MB0143028R001': { name: '营业执照', authorityCode: '11100000MB0143028R' } },
    });
    const local = await fresh.database.query(
      'select key, local_code, organisation_key from matter where code is null',
    );
    expect(local).toEqual([
      {
        key: '~catalogue:~511602000000~样板分中心~Y-1',
        local_code: 'Y-1',
        organisation_key: '~511602000000~样板分中心',
      },
    ]);
  });

  it('says the same as one object per line', async () => {
    const report = await ground.importFile(fixture('catalogue.ndjson'));
    expect(counts(report)).toEqual({ read: 6, imported: 0, unchanged: 6, rejected: 0 });
    expect(report).toMatchObject({ findings: [], published: 0 });
  });

  it('tells peers of each change once, organisations and base matters before the matters that name them', async () => {
    const kinds = await fresh.database.query<{ kind: string }>(
      `select kind from change where kind <> 'REGION' order by position`,
    );
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'ORGANISATION',
      'ORGANISATION',
      'LICENCE_TYPE',
      'BASE_MATTER',
      'MATTER',
      'MATTER',
    ]);
  });

  it('publishes again what repeats a changed base matter, licence type or organisation', async () => {
    const steps = [
      [
        'base.json',
        (text: string) => text.replace('"食品安全法"', '"中华人民共和国食品安全法"'),
        'legalBases',
      ],
      [
        'licence.json',
        (text: string) => text.replace('"label": "名称"', '"label": "企业名称"'),
        'licenceTypes',
      ],
      [
        'body.json',
        (text: string) => text.replace('广安区样板局（虚构）', '广安区样板二局（虚构）'),
        'organisation',
      ],
    ] as const;
    for (const [at, [name, replace]] of steps.entries()) {
      const path = await changed(name, (text) =>
        steps.slice(0, at).reduce((sum, step) => step[1](sum), replace(text)),
      );
      const report = await ground.importFile(path);
      expect(counts(report)).toMatchObject({ imported: 1, unchanged: 5 });
      expect(report.published).toBe(1);
      expect((await published())?.version).toBe(at + 2);
    }
    expect(await published()).toMatchObject({
      elements: { legalBases: [{ title: '中华人民共和国食品安全法' }] },
      organisation: { name: '广安区样板二局（虚构）' },
      licenceTypes: { '11100000MB0143028R001': { fields: [{ label: '企业名称' }] } },
    });
  });

  it('tells a kind that it does not have', async () => {
    const path = join(folder, 'kinds.ndjson');
    await writeFile(path, '{"kind":"organization","name":"a"}\n{"kind":7}\n');
    const report = await ground.importFile(path);
    expect(counts(report)).toMatchObject({ read: 2, rejected: 2 });
    expect(report.findings).toMatchObject([
      { row: 1, path: 'line 1', rule: 'KIND_UNKNOWN', value: 'organization' },
      { row: 2, path: 'line 2', rule: 'FIELD_MISSING', field: 'kind' },
    ]);
  });
});
