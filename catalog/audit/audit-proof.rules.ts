import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { Wording } from '../wording.js';
import type { AuditEntryView } from './audit.js';
import type { AuditProof } from './audit-tree.js';
import { leafOf } from './audit.rules.js';
import { rootByPath } from './merkle.rules.js';
import { isSignedByUs } from './tree-head.rules.js';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const moment = z.string().refine((text) => {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text;
});

const headSchema = z.strictObject({
  size: count,
  root: hash,
  at: moment,
  previous: hash.nullable(),
  kid: z.string().min(1).max(200),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});

/** Strict: what a check does not look at must not stand in a proof, or it would seem to be proved. */
const proofSchema = z.strictObject({
  entry: z.strictObject({
    at: moment,
    consumer: z.string(),
    operation: z.string(),
    subject: z.string().nullable(),
    matter: z.string().nullable(),
    caseNumber: z.string().nullable(),
    mode: z.string().nullable(),
    clerk: z.string().nullable(),
    outcome: z.enum(['ANSWERED', 'REFUSED', 'FAILED']),
    reasons: z.array(z.looseObject({ code: z.string(), en: z.string(), zh: z.string() })),
    detail: z.record(z.string(), z.unknown()),
    traceId: z.string(),
  }),
  leaf: hash,
  index: count,
  path: z.array(hash).max(64),
  head: headSchema,
});

const jwksSchema = z.object({
  keys: z
    .array(z.looseObject({ kty: z.string(), kid: z.string().optional(), crv: z.string().optional() }))
    .max(100),
});

/** A head that was kept in a file; null when the text is not one. */
export const readHead = (value: unknown) => headSchema.safeParse(value).data ?? null;

export function proofEntryOf(view: AuditEntryView): AuditProof['entry'] {
  const { consumer, operation, subject, matter, caseNumber, mode, clerk, outcome, reasons, detail, traceId } =
    view;
  return {
    at: view.at.toISOString(),
    ...{ consumer, operation, subject, matter, caseNumber, mode, clerk, outcome, reasons, detail, traceId },
  };
}

export type ProofProblemCode =
  'PROOF_MALFORMED' | 'KEYS_MALFORMED' | 'ENTRY_CHANGED' | 'PATH_WRONG' | 'KEY_UNKNOWN' | 'SIGNATURE_WRONG';

export interface ProofProblem extends Wording {
  readonly code: ProofProblemCode;
}

/** What is wrong with a proof, by the published keys (RFC 7517) alone; null when it holds. No database is asked. */
export function proofProblem(proof: unknown, jwks: unknown): ProofProblem | null {
  const { data } = proofSchema.safeParse(proof);
  if (!data) return problem('PROOF_MALFORMED');
  const keys = readKeys(jwks);
  if (!keys) return problem('KEYS_MALFORMED');
  const { leaf, index, path, head } = data;
  // Hashed as it was read: a parsed copy might lack what the reader sees.
  const { entry } = proof as AuditProof;
  if (leafOf(entry, new Date(entry.at)) !== leaf) return problem('ENTRY_CHANGED');
  const root = rootByPath(
    Buffer.from(leaf, 'hex'),
    index,
    head.size,
    path.map((each) => Buffer.from(each, 'hex')),
  );
  if (root?.toString('hex') !== head.root) return problem('PATH_WRONG');
  if (!keys.has(head.kid)) return problem('KEY_UNKNOWN');
  return isSignedByUs(head, (kid) => keys.get(kid) ?? null) ? null : problem('SIGNATURE_WRONG');
}

/** Keys of other kinds (those of tokens) stand in the same set and are passed over. */
function readKeys(jwks: unknown): ReadonlyMap<string, KeyObject> | null {
  const { data } = jwksSchema.safeParse(jwks);
  if (!data) return null;
  const ours = data.keys.filter(({ kty, crv }) => kty === 'OKP' && crv === 'Ed25519');
  try {
    return new Map(ours.map((jwk) => [jwk.kid ?? '', createPublicKey({ key: jwk, format: 'jwk' })]));
  } catch {
    return null;
  }
}

const problems: Readonly<Record<ProofProblemCode, Wording>> = {
  PROOF_MALFORMED: {
    en: 'The file is not an audit proof as `audit proof` prints it.',
    zh: '文件不是 audit proof 输出的审计证明。',
  },
  KEYS_MALFORMED: { en: 'The file of keys is not a JSON Web Key Set.', zh: '公钥文件不是JWK Set格式。' },
  ENTRY_CHANGED: {
    en: 'The entry does not fit its leaf hash: it was changed.',
    zh: '审计记录与其叶哈希不符，内容已被改动。',
  },
  PATH_WRONG: {
    en: 'Leaf, index and path do not lead to the root of the tree head.',
    zh: '由叶哈希、序号和路径推不出树头的根哈希。',
  },
  KEY_UNKNOWN: {
    en: 'The key that signed the tree head is not among the published keys.',
    zh: '公布的公钥中没有签署该树头的密钥。',
  },
  SIGNATURE_WRONG: { en: 'The signature of the tree head is wrong.', zh: '树头的签名不正确。' },
};

function problem(code: ProofProblemCode): ProofProblem {
  return { code, ...problems[code] };
}
