import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import { ending, type PlainCopy, plainCopy } from '../support/plain-node.js';
import { openImportGround } from './import-ground.js';

const program = 'tests/flow/import-program.ts';
const tables = ['matter', 'organisation', 'publication', 'change', 'import_batch', 'import_finding'] as const;

describe('an import in a process of its own', () => {
  let copy: PlainCopy;
  let folder = '';
  let fresh: FreshDatabase;
  beforeAll(async () => {
    copy = plainCopy([
      'catalog',
      'connectors/sheet',
      program,
      'tests/flow/import-ground.ts',
      'tests/flow/catalogue-ground.ts',
    ]);
    folder = await mkdtemp(join(tmpdir(), 'tongban-import-test-'));
    fresh = await freshDatabase();
    await openImportGround(fresh.database);
  });
  afterAll(async () => {
    copy.remove();
    await rm(folder, { recursive: true, force: true });
    await fresh.drop();
  });

  const rowsIn = async () =>
    Object.fromEntries(
      await Promise.all(
        tables.map(async (table) => {
          const [row] = await fresh.database.query<{ count: number }>(
            `select count(*) as count from ${table}`,
          );
          return [table, row?.count ?? -1] as const;
        }),
      ),
    );

  /** A guide index of so many rows, each as large as wanted. */
  async function writeIndex(name: string, rows: number, padding: number): Promise<string> {
    const path = join(folder, name);
    const file = await open(path, 'w');
    await file.write('[{"department":"区样板局","items":[{"main_item":"样板","sub_items":[');
    const code = (at: number) =>
      `511A${String(at).padStart(10, '0')}-511602000000-000-11511301008778220W-1-00`;
    for (let start = 0; start < rows; start += 500) {
      const piece = Array.from({ length: Math.min(500, rows - start) }, (_, at) => ({
        name: `样板事项${start + at}`,
        link: `http://example.test/?areaCode=511602000000&itemCode=${code(start + at)}&taskType=01&deptCode=11511301008778220W`,
        qrcode: 'x'.repeat(padding),
      }));
      await file.write(`${start > 0 ? ',' : ''}${piece.map((row) => JSON.stringify(row)).join(',\n')}`);
    }
    await file.write(']}]}]');
    await file.close();
    return path;
  }

  it('that is killed in the middle leaves nothing, and the next one imports it all', async () => {
    const before = await rowsIn();
    const path = await writeIndex('killed.json', 1_500, 0);
    const child = copy.start(program, [fresh.url, path, '1000']);
    const killed = await ending(child, (output) => output.includes('half') && child.kill('SIGKILL'));
    expect(killed).toMatchObject({ signal: 'SIGKILL', errors: '' });
    expect(await rowsIn()).toEqual(before);

    const done = await ending(copy.start(program, [fresh.url, path]));
    expect(JSON.parse(done.output)).toEqual({
      read: 1_500,
      imported: 1_500,
      unchanged: 0,
      rejected: 0,
      findings: 0,
      omitted: 0,
    });
    expect(await rowsIn()).toMatchObject({
      matter: 1_500,
      publication: 1_500,
      organisation: 1,
      import_batch: 1,
    });
  });

  it('takes 200 MB with a heap of 80 MB', async () => {
    const path = await writeIndex('large.json', 2_000, 100_000);
    const { code, output, errors } = await ending(
      copy.start(program, [fresh.url, path], ['--max-old-space-size=80']),
    );
    expect({ code, errors: errors.slice(0, 2_000) }).toEqual({ code: 0, errors: '' });
    // Of these 2,000 the first 1,500 are there already; each has a field that is not kept.
    expect(JSON.parse(output)).toMatchObject({
      read: 2_000,
      imported: 500,
      unchanged: 1_500,
      findings: 2_000,
    });
  });
});
