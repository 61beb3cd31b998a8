import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyFileError, openKeys } from '../../gateway/identity/keys.js';
import { openTokens } from '../../gateway/identity/tokens.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongban-keys-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the keys of a gateway', () => {
  it('are made once, however many processes start together, and only their owner may read them', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => openKeys(folder)));
    expect(new Set(all.map(({ signing: [{ kid }] }) => kid)).size).toBe(1);
    expect(new Set(all.map(({ auditKey }) => auditKey.toString('hex'))).size).toBe(1);
    const files = await readdir(join(folder, 'keys'));
    expect(files.filter((name) => /token/.test(name))).toEqual(['token-1.pem']);
    for (const name of files) {
      const { mode } = await stat(join(folder, 'keys', name));
      expect([name, process.platform === 'win32' || (mode & 0o077) === 0]).toEqual([name, true]);
    }
  });

  it('that others may read are refused, with the command that mends it', async () => {
    if (process.platform === 'win32') return;
    await openKeys(folder);
    const path = join(folder, 'keys', 'audit.key');
    await chmod(path, 0o644);
    await expect(openKeys(folder)).rejects.toThrow(KeyFileError);
    await expect(openKeys(folder)).rejects.toThrow(`chmod 600 ${path}`);
  });

  it('of which a newer one is added sign with the newer, and verify what the older signed', async () => {
    const before = openTokens(await openKeys(folder), []);
    const old = before.sign('dept-demo', ['licence:read'], 60);
    await writeFile(
      join(folder, 'keys', 'token-2.pem'),
      await readFile(join(await otherKeys(), 'token-1.pem')),
      { mode: 0o600 },
    );
    const keys = await openKeys(folder);
    expect(keys.signing).toHaveLength(2);
    const after = openTokens(keys, []);
    const claims = { consumer: 'dept-demo', scopes: ['licence:read'] };
    expect(await after.read(`Bearer ${old}`)).toEqual(claims);
    const fresh = after.sign('dept-demo', ['licence:read'], 60);
    expect(await after.read(`Bearer ${fresh}`)).toEqual(claims);
    await expect(before.read(`Bearer ${fresh}`)).rejects.toMatchObject({ reason: 'TOKEN_INVALID' });
    expect(JSON.stringify(keys.jwks())).not.toMatch(/"d":/);
  });

  async function otherKeys(): Promise<string> {
    const other = join(folder, 'other');
    await openKeys(other);
    return join(other, 'keys');
  }
});
