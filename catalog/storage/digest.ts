import { createHash } from 'node:crypto';
import canonicalizeModule from 'canonicalize';

// The package's types describe an ES module, but what Node loads is the CommonJS function itself.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/** Canonical JSON (RFC 8785): the same content is the same text on every machine, whatever the order of its keys. */
export function canonicalJson(document: unknown): string {
  return canonicalize(document) ?? 'null';
}

/** The content digest of a document: SHA-256 over its canonical JSON, as lower-case hex. */
export function digestOf(document: unknown): string {
  return createHash('sha256').update(canonicalJson(document)).digest('hex');
}
