import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** The public keys of one issuer (RFC 7517), from a file or an address. */
export interface KeySet {
  key(kid: string | undefined): Promise<KeyObject | null>;
  close(): void;
}

const jwksSchema = z.object({
  keys: z
    .array(
      z.looseObject({ kty: z.enum(['EC', 'RSA']), kid: z.string().optional(), use: z.string().optional() }),
    )
    .max(100),
});

const FRESH_MS = 10 * 60_000;
/** An unknown kid asks again at once after a rotation, but a flood of made-up kids must not become a flood of requests. */
const AGAIN_MS = 30_000;
const ANSWER_MOST_BYTES = 262_144;

export function openKeySet(place: string): KeySet {
  let keys: ReadonlyMap<string, KeyObject> = new Map();
  let readAt = 0;
  let reading: Promise<void> | null = null;
  const closing = new AbortController();

  async function read(): Promise<void> {
    readAt = Date.now();
    const text = /^https?:/.test(place)
      ? await fetchText(place, closing.signal)
      : await readFile(place.replace(/^file:\/\//, ''), 'utf8');
    keys = new Map(
      jwksSchema
        .parse(JSON.parse(text))
        .keys.filter((key) => key.use === undefined || key.use === 'sig')
        .map((key) => [key.kid ?? '', createPublicKey({ key: key as JsonWebKey, format: 'jwk' })]),
    );
  }

  /** The old keys stay good when the place cannot be read: an issuer's outage is not ours. */
  async function refresh(): Promise<void> {
    reading ??= read()
      .catch(() => undefined)
      .finally(() => (reading = null));
    await reading;
  }

  return {
    async key(kid) {
      const wanted = kid ?? '';
      const age = Date.now() - readAt;
      if (age > FRESH_MS || (!keys.has(wanted) && age > AGAIN_MS)) await refresh();
      return keys.get(wanted) ?? null;
    },
    close() {
      closing.abort();
    },
  };
}

async function fetchText(place: string, closing: AbortSignal): Promise<string> {
  const url = new URL(place);
  const loopback = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]';
  if (url.protocol !== 'https:' && !loopback) throw new Error('key sets are fetched by https only');
  const response = await fetch(url, {
    redirect: 'error',
    signal: AbortSignal.any([closing, AbortSignal.timeout(5_000)]),
  });
  if (!response.ok) throw new Error(`key set answered ${response.status}`);
  const text = await response.text();
  if (text.length > ANSWER_MOST_BYTES) throw new Error('key set too large');
  return text;
}
