import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** A public key, with the one algorithm it is meant for if it names one (RFC 7517 §4.4). */
export interface VerifyingKey {
  readonly key: KeyObject;
  readonly algorithm: string | null;
}

/** The public keys of one issuer (RFC 7517), from a file or an address. */
export interface KeySet {
  key(kid: string | undefined): Promise<VerifyingKey | null>;
  close(): void;
}

const jwksSchema = z.object({ keys: z.array(z.unknown()).max(100) });

const jwkSchema = z.looseObject({
  kty: z.enum(['EC', 'RSA']),
  kid: z.string().optional(),
  use: z.literal('sig').optional(),
  key_ops: z
    .array(z.string())
    .refine((uses) => uses.includes('verify'))
    .optional(),
  alg: z.string().optional(),
});

const FRESH_MS = 10 * 60_000;
/** An unknown kid asks again at once after a rotation, but a flood of made-up kids must not become a flood of requests. */
const AGAIN_MS = 30_000;
const ANSWER_MOST_BYTES = 262_144;

/** `now` and `again` are for tests: how the time passes, and how soon an unknown kid may ask again. */
export function openKeySet(place: string, now: () => number = Date.now, again = AGAIN_MS): KeySet {
  let keys: ReadonlyMap<string, VerifyingKey> = new Map();
  let askedAt = -Infinity;
  let reading: Promise<void> | null = null;
  const closing = new AbortController();

  async function read(): Promise<void> {
    const text = /^https?:/.test(place)
      ? await fetchText(place, closing.signal)
      : await readFile(place.replace(/^file:\/\//, ''), 'utf8');
    keys = readKeys(JSON.parse(text));
  }

  /** The old keys stay good when the place cannot be read: an issuer's outage is not ours. */
  async function refresh(): Promise<void> {
    askedAt = now();
    reading ??= read()
      .catch(() => undefined)
      .finally(() => (reading = null));
    await reading;
  }

  return {
    async key(kid) {
      const wanted = kid ?? '';
      const age = now() - askedAt;
      if (age > FRESH_MS || (!keys.has(wanted) && age > again)) await refresh();
      else if (reading && !keys.has(wanted)) await reading;
      return keys.get(wanted) ?? null;
    },
    close() {
      closing.abort();
    },
  };
}

/** Keys that we do not understand, or that are for something else, are passed over (RFC 7517 §5), not the whole set. */
function readKeys(jwks: unknown): ReadonlyMap<string, VerifyingKey> {
  return new Map(
    jwksSchema.parse(jwks).keys.flatMap((entry) => {
      const { success, data } = jwkSchema.safeParse(entry);
      const key = success ? publicKey(data) : null;
      return key ? [[data?.kid ?? '', { key, algorithm: data?.alg ?? null }] as const] : [];
    }),
  );
}

function publicKey(jwk: JsonWebKey): KeyObject | null {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return null;
  }
}

async function fetchText(place: string, closing: AbortSignal): Promise<string> {
  const response = await fetch(place, {
    redirect: 'error',
    signal: AbortSignal.any([closing, AbortSignal.timeout(5_000)]),
  });
  if (!response.ok || !response.body) throw new Error(`key set answered ${response.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > ANSWER_MOST_BYTES) throw new Error('key set too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
