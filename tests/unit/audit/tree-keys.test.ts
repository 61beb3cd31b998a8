import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyFileError, openKeys } from '../../../gateway/identity/keys.js';

describe('the keys that sign tree heads', () => {
  let dataDir = '';
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tongban-keys-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));
  const file = (name: string) => join(dataDir, 'keys', name);

  it('are made once, for the owner alone, and published without their private half', async () => {
    const keys = await openKeys(dataDir);
    const { tree } = keys;
    expect((await openKeys(dataDir)).tree.map(({ kid }) => kid)).toEqual([tree[0].kid]);
    expect((await stat(file('audit-tree-1.pem'))).mode & 0o777).toBe(0o600);
    const published = keys.jwks().keys.filter(({ kid }) => kid === tree[0].kid);
    expect(published).toEqual([
      {
        ...{ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', kid: tree[0].kid },
        x: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as string,
      },
    ]);
    expect((await readdir(join(dataDir, 'keys'))).sort()).toEqual([
      ...['audit-tree-1.pem', 'audit.key', 'token-1.pem'],
    ]);
  });

  it('are followed by newer ones, by number, and stay published', async () => {
    const first = await openKeys(dataDir);
    for (const number of [2, 10]) {
      const { privateKey } = generateKeyPairSync('ed25519');
      const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
      await writeFile(file(`audit-tree-${number}.pem`), pem, { mode: 0o600 });
    }
    const keys = await openKeys(dataDir);
    expect(keys.tree).toHaveLength(3);
    expect(keys.tree[2]?.kid).toBe(first.tree[0].kid);
    expect(keys.signing.map(({ kid }) => kid)).toEqual(first.signing.map(({ kid }) => kid));
    expect(keys.jwks().keys).toHaveLength(4);
  });

  it('are refused when others may read them', async () => {
    await openKeys(dataDir);
    await chmod(file('audit-tree-1.pem'), 0o640);
    await expect(openKeys(dataDir)).rejects.toBeInstanceOf(KeyFileError);
  });
});
