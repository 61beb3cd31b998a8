import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jwt from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { openKeySet } from '../../gateway/identity/key-set.js';
import { verifiedPayload } from '../../gateway/identity/tokens.js';

const path = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  'shared',
  'data',
  'jose',
  'json_web_signature_test.json',
);

interface Group {
  readonly comment: string;
  readonly public?: { readonly kid?: string; readonly alg?: string };
  readonly tests: readonly { readonly tcId: number; readonly jws: unknown; readonly result: string }[];
}

/** Algorithms that JWT_ISSUERS may name. */
const algorithms: readonly jwt.Algorithm[] = [
  'ES256',
  'ES384',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
];

describe('the signature vectors of Project Wycheproof', () => {
  if (!existsSync(path)) {
    it('are not here: ../shared/data/jose is missing, nothing is checked', () => {
      expect(existsSync(path)).toBe(false);
    });
    return;
  }
  const { testGroups } = JSON.parse(readFileSync(path, 'utf8')) as { testGroups: readonly Group[] };

  it('of public keys: none of the invalid ones is accepted, and the valid ones are', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tongban-vectors-'));
    const tally = { accepted: 0, refused: 0 };
    const wrong: string[] = [];
    try {
      for (const [at, group] of testGroups.entries()) {
        if (!group.public) continue;
        const file = join(folder, `${at}.json`);
        await writeFile(file, JSON.stringify({ keys: [group.public] }));
        const keys = openKeySet(file);
        const key = await keys.key(group.public.kid);
        for (const { tcId, jws, result } of group.tests) {
          const accepted = key !== null && typeof jws === 'string' && verifies(jws, key);
          tally[accepted ? 'accepted' : 'refused'] += 1;
          if (accepted && result === 'invalid') wrong.push(`${tcId} ${group.comment} accepted`);
          if (!accepted && result === 'valid' && isToken(jws, group))
            wrong.push(`${tcId} ${group.comment} refused`);
        }
        keys.close();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    expect(wrong).toEqual([]);
    expect(tally.accepted).toBeGreaterThan(20);
    expect(tally.refused).toBeGreaterThan(300);
  });

  function verifies(jws: string, key: Parameters<typeof verifiedPayload>[1]): boolean {
    try {
      return verifiedPayload(jws, key, algorithms, {}) !== undefined;
    } catch (error) {
      if (error instanceof jwt.JsonWebTokenError) return false;
      throw error;
    }
  }

  /** We are stricter than the vectors: a token has a payload, and its algorithm is the one that the key is meant for. */
  function isToken(jws: unknown, { public: key }: Group): boolean {
    const [head = '', payload] = String(jws).split('.');
    const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg: string };
    return payload !== '' && alg === key?.alg && algorithms.some((name) => name === alg);
  }
});
