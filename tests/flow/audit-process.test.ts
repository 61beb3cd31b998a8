import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { proofProblem } from '../../catalog/index.js';
import { keptHead } from '../../gateway/audit-head-file.js';
import { openAuditPulse } from '../../gateway/audit-pulse.js';
import { run } from '../../gateway/command-line/run.js';
import { openKeys } from '../../gateway/identity/keys.js';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import { openHouse } from '../support/open-house.js';
import { ending, type PlainCopy, plainCopy } from '../support/plain-node.js';
import { auditDraft, now, openRecord, tamper, treeKey } from './audit-tree-ground.js';

describe('a process that is killed while it writes and seals', () => {
  let copy: PlainCopy;
  let fresh: FreshDatabase;
  beforeAll(async () => {
    copy = plainCopy(['catalog', 'tests/flow/audit-program.ts', 'tests/flow/audit-tree-ground.ts']);
    fresh = await freshDatabase();
  });
  afterAll(async () => {
    copy.remove();
    await fresh.drop();
  });

  it.each([1, 7, 40, 111])(
    'loses no entry and leaves the tree whole, killed after %i entries',
    async (after) => {
      const pem = treeKey.privateKey.export({ type: 'pkcs8', format: 'pem' });
      const child = copy.start('tests/flow/audit-program.ts', [
        fresh.url,
        Buffer.from(pem).toString('base64url'),
      ]);
      const { output, errors } = await ending(child, (so) => {
        if (so.split('\n').length > after) child.kill('SIGKILL');
      });
      expect(errors).toBe('');
      const told = output.split('\n').slice(0, -1).map(Number);
      expect(told.length).toBeGreaterThanOrEqual(after);
      const { tree } = openRecord(fresh.database);
      // What the dead process had begun is undone by the server in its own time; until then later entries wait.
      await vi.waitFor(async () => {
        await tree.seal();
        expect(await tree.verify()).toMatchObject({ intact: true, unsealed: 0 });
      });
      const rows = await fresh.database.query<{ position: number }>('select position from audit_leaf');
      const sealed = new Set(rows.map(({ position }) => position));
      expect(told.filter((position) => !sealed.has(position))).toEqual([]);
    },
  );
});

describe('the pulse and the commands', () => {
  let fresh: FreshDatabase;
  let dataDir = '';
  let record: ReturnType<typeof openRecord>;
  const printed: string[] = [];
  beforeAll(async () => {
    fresh = await freshDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'tongban-audit-'));
    record = openRecord(fresh.database, (await openKeys(dataDir)).tree);
    vi.stubEnv('DATABASE_URL', fresh.url);
    vi.stubEnv('DATA_DIR', dataDir);
    vi.stubEnv('DEMO', 'off');
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await fresh.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  /** Runs a command in this process; what it printed, and its exit code. */
  async function tongban(...words: string[]): Promise<{ text: string; code: number }> {
    printed.length = 0;
    const out = vi
      .spyOn(process.stdout, 'write')
      .mockImplementation((text) => printed.push(String(text)) > 0);
    const before = process.exitCode;
    process.exitCode = 0;
    try {
      await run(words);
      return { text: printed.join(''), code: Number(process.exitCode) };
    } finally {
      out.mockRestore();
      process.exitCode = before;
    }
  }

  it('seal, verify, prove, check and export from the command line', async () => {
    for (let number = 1; number <= 3; number += 1) await record.append(`trace-${number}`);
    expect(JSON.parse((await tongban('audit', 'verify', '--json')).text)).toMatchObject({
      ...{ entries: 3, unsealed: 3, intact: true, firstBroken: null, treeHead: null },
    });
    const proof = join(dataDir, 'proof.json');
    await writeFile(proof, (await tongban('audit', 'proof', '2')).text);
    const jwks = join(dataDir, 'jwks.json');
    await writeFile(jwks, JSON.stringify((await openKeys(dataDir)).jwks()));
    // Without a database to ask.
    vi.stubEnv('DATABASE_URL', 'postgres://127.0.0.1:1/none');
    const checked = await tongban('audit', 'proof', '--check', proof, '--jwks', jwks);
    vi.stubEnv('DATABASE_URL', fresh.url);
    expect(checked).toEqual({ text: expect.stringContaining('"valid": true') as string, code: 0 });
    const forged = (await readFile(proof, 'utf8')).replace('clerk-7', 'clerk-8');
    await writeFile(join(dataDir, 'forged.json'), forged);
    const refused = await tongban('audit', 'proof', '--check', join(dataDir, 'forged.json'), '--jwks', jwks);
    expect(refused).toEqual({ text: expect.stringContaining('ENTRY_CHANGED') as string, code: 1 });
    const exported = await tongban('audit', 'export', '--month', '2026-11', '--consumer', 'dept-test');
    const lines = exported.text.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { traceId: string }).traceId)).toEqual([
      ...['trace-1', 'trace-2', 'trace-3'],
    ]);
    expect((await tongban('audit', 'export', '--month', '2026-12')).text).toBe('');
  });

  it('seals by itself, keeps the head outside the database, and cries once when it no longer fits', async () => {
    const complaints: unknown[] = [];
    const log = { error: (...said: unknown[]) => void complaints.push(said) } as never;
    const pulse = openAuditPulse(record.tree, dataDir, log, 5);
    try {
      await record.append('pulse');
      await vi.waitFor(async () => expect((await keptHead(dataDir))?.size).toBe(4));
      expect((await tongban('audit', 'verify')).code).toBe(0);
      expect(complaints).toEqual([]);
      await tamper(
        fresh.database,
        'delete from audit_entry where position > 3',
        'delete from audit_leaf where position > 3',
        'delete from audit_node where level > 1',
        'delete from audit_node where index > 0',
        'delete from audit_tree_head where size > 3',
      );
      await vi.waitFor(() => expect(complaints).toHaveLength(1));
      await record.append('instead');
      await record.append('of what was cut off');
      await vi.waitFor(async () => expect((await record.tree.verify()).unsealed).toBe(0));
      expect((await keptHead(dataDir))?.size).toBe(4);
    } finally {
      await pulse.stop();
    }
    expect(complaints).toHaveLength(1);
    const { text, code } = await tongban('audit', 'verify', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(text)).toMatchObject({ intact: false, broken: { code: 'ROOT_DIFFERS' } });
  });
});

describe('a house', () => {
  it('seals what it records, and its proofs hold by the keys that it publishes', async () => {
    const house = await openHouse();
    try {
      const { audit, auditTree } = house.catalog;
      const written = await house.database.transaction((tx) => audit.append(tx, auditDraft(), now));
      await vi.waitFor(
        async () => expect(await auditTree.verify()).toMatchObject({ intact: true, unsealed: 0 }),
        { timeout: 10_000 },
      );
      const jwks: unknown = await (await fetch(`${house.url}/.well-known/jwks.json`)).json();
      const proof: unknown = JSON.parse(JSON.stringify(await auditTree.proof(written.position)));
      expect(proofProblem(proof, jwks)).toBeNull();
      expect(house.logged.filter((line) => line.includes('audit'))).toEqual([]);
    } finally {
      await house.close();
    }
  });
});
