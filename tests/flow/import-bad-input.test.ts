import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFault } from '../../catalog/errors.js';
import { importFile } from '../../gateway/command-line/import-file.js';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import { callWith, counts, fixture, openImportGround, operator, rulesOf } from './import-ground.js';

/** From outside, as the command line does it. Whatever is wrong with the file, nothing may be half-written. */
describe('bad input', () => {
  let fresh: FreshDatabase;
  let ground: Awaited<ReturnType<typeof openImportGround>>;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tongban-bad-input-'));
    fresh = await freshDatabase();
    ground = await openImportGround(fresh.database);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await fresh.drop();
  });

  type Asked = Parameters<typeof importFile>[0];
  const ask = (path: string, changes: Partial<Asked> = {}) =>
    importFile({
      exchange: ground.exchange,
      call: operator,
      path,
      mapping: null,
      region: null,
      encoding: null,
      dryRun: false,
      draft: false,
      progress: () => undefined,
      ...changes,
    });
  const written = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const rows = async () =>
    fresh.database.query(
      `select (select count(*) from matter) as matters, (select count(*) from organisation) as organisations,
              (select count(*) from change) as changes, (select count(*) from import_batch) as batches,
              (select count(*) from import_finding) as findings`,
    );

  async function refused(path: string, changes: Partial<Asked> = {}) {
    const before = await rows();
    const error: unknown = await ask(path, changes).then(
      (report) => new Error(`it was accepted: ${JSON.stringify(counts(report))}`),
      (thrown: unknown) => thrown,
    );
    if (!isFault(error)) throw error;
    expect(await rows()).toEqual(before);
    // What is wrong and what to do, in both languages.
    expect(error.message).toMatch(/^[A-Z].*\. .*\p{Script=Han}.*。$/su);
    return error;
  }

  it('a truncated JSON says where it ends', async () => {
    const whole = await readFile(fixture('guide-dirty.json'));
    const path = await written('cut.json', whole.subarray(0, 6_000));
    expect(await refused(path)).toMatchObject({
      reason: 'FILE_MALFORMED',
      facts: { file: 'cut.json', place: expect.stringMatching(/^\$\[0\]\.items.*byte 6000/) as string },
    });
  });

  it('a JSON cut after a thousand rows leaves none of them', async () => {
    const row = (at: number) => ({
      name: `样板${at}`,
      link: `http://example.test/?areaCode=511602000000&itemCode=C${at}&taskType=01&deptCode=11511301008778220W`,
    });
    const index = [
      {
        department: '局',
        items: [{ main_item: '样板', sub_items: Array.from({ length: 3_000 }, (_, at) => row(at)) }],
      },
    ];
    const text = JSON.stringify(index);
    expect(await refused(await written('long-cut.json', text.slice(0, -3)))).toMatchObject({
      reason: 'FILE_MALFORMED',
    });
    expect(
      await refused(await written('long-bad.json', text.replace('"样板2900"', '样板2900'))),
    ).toMatchObject({
      reason: 'FILE_MALFORMED',
      facts: { place: expect.stringMatching(/^line 1, column \d+$/) as string },
    });
  });

  it.each([
    ['no-such-file.json', {}, 'FILE_UNREADABLE'],
    ['.', {}, 'FILE_UNREADABLE'],
  ] as const)('%s', async (name, changes, reason) => {
    expect(await refused(join(folder, name), changes)).toMatchObject({ reason });
  });

  it.each([
    ['empty.json', '', {}, 'FILE_MALFORMED'],
    ['blank.csv', ' \n', {}, 'FILE_MALFORMED'],
    ['words.txt', 'Dear colleague,\nplease find attached', {}, 'MAPPING_UNDECIDED'],
    ['words.json', 'not JSON at all', {}, 'FILE_MALFORMED'],
    ['words.txt', 'not JSON at all', { mapping: 'guide-index' }, 'FILE_MALFORMED'],
    ['other.json', '{"hello": []}', {}, 'MAPPING_UNDECIDED'],
    ['other.json', '{"hello": []}', { mapping: 'catalogue' }, 'FILE_MALFORMED'],
    ['object.json', '{"department": "a", "items": []}', { mapping: 'guide-index' }, 'FILE_MALFORMED'],
    ['text-for-list.json', '[{"department": "a", "items": "b"}]', {}, 'FILE_MALFORMED'],
    ['unknown-list.json', '{"matters": [], "materails": []}', {}, 'FILE_MALFORMED'],
    ['broken.json', '[{"hello": 1,', {}, 'FILE_MALFORMED'],
    ['line.ndjson', '{"kind":"organisation","name":"a"}\n{"kind":', {}, 'FILE_MALFORMED'],
    ['columns.csv', 'department,name\na,b\n', { mapping: 'founding-matters' }, 'FILE_MALFORMED'],
    ['quote.csv', 'department,matter\n"a,b\n', {}, 'FILE_MALFORMED'],
    ['list.json', '[]', { mapping: 'nonsense' }, 'MAPPING_UNKNOWN'],
    ['list.json', '[]', { mapping: 'guide-index', region: '5116' }, 'REGION_CODE_MALFORMED'],
    ['list.json', '[]', { mapping: 'guide-index', region: '511603000000' }, 'REGION_UNKNOWN'],
    ['list.json', '[]', { mapping: 'guide-index', encoding: 'latin1' }, 'ENCODING_UNKNOWN'],
    ['list.json', '[]', { mapping: 'guide-index', encoding: 'constructor' }, 'ENCODING_UNKNOWN'],
    ['utf16.json', Buffer.from('\ufeff[]', 'utf16le'), {}, 'FILE_ENCODING_WRONG'],
  ] as const)('%s: %j %j is %s', async (name, content, changes, reason) => {
    expect(await refused(await written(name, content), changes)).toMatchObject({ reason });
  });

  it('a file in GB 18030 is refused with the byte and what to do, and read when its encoding is named', async () => {
    const path = fixture('departments-gb18030.csv');
    const fault = await refused(path);
    expect(fault).toMatchObject({
      reason: 'FILE_ENCODING_WRONG',
      facts: { file: 'departments-gb18030.csv', guess: 'GB18030 (GBK)' },
    });
    expect(fault.message).toContain('--encoding');
    for (const encoding of ['gb18030', 'GBK'])
      expect(counts(await ask(path, { encoding }))).toMatchObject({ read: 1, rejected: 0 });
    const [stored] = await fresh.database.query(`select name from organisation where name = '样板局'`);
    expect(stored).toEqual({ name: '样板局' });
  });

  it('without the right to write nothing is even opened', async () => {
    expect(await refused(join(folder, 'no-such-file'), { call: callWith(['sync:read']) })).toMatchObject({
      reason: 'SCOPE_MISSING',
    });
  });

  it('a deadline that has passed ends it', async () => {
    const before = await rows();
    const call = { ...operator, deadline: AbortSignal.abort(new Error('too late')) };
    await expect(ask(fixture('guide-clean.json'), { call })).rejects.toThrow('too late');
    expect(await rows()).toEqual(before);
  });

  it('a well-formed file without rows is imported and told', async () => {
    const report = await ask(await written('none.json', '[]'), { mapping: 'guide-index' });
    expect(counts(report)).toEqual({ read: 0, imported: 0, unchanged: 0, rejected: 0 });
    expect(rulesOf(report.findings)).toEqual({ FILE_HAS_NO_ROWS: 1 });
  });

  it('two imports of one file at once import it once', async () => {
    const path = fixture('guide-clean.json');
    const reports = await Promise.all([ask(path), ask(path), ask(path)]);
    expect(reports.map(({ imported }) => imported).sort()).toEqual([0, 0, 2]);
    expect(reports.map(({ unchanged }) => unchanged).sort()).toEqual([0, 2, 2]);
  });

  it('a failing import leaves the way free for the next', async () => {
    await refused(await written('cut-again.json', '[{"department": "a", "items": ['));
    expect(counts(await ask(fixture('guide-clean.json')))).toMatchObject({ unchanged: 2 });
  });

  it('without a region tree rows are imported without regions, and told', async () => {
    const other = await freshDatabase();
    ground = await openImportGround(other.database, { regions: false });
    try {
      const report = await ask(fixture('guide-clean.json'));
      expect(counts(report)).toMatchObject({ read: 2, imported: 2 });
      expect(rulesOf(report.findings)).toEqual({ REGION_UNKNOWN: 2 });
    } finally {
      await other.drop();
    }
  });
});
