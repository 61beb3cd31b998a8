import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseCertificate } from './certificate.js';
import { Refusal } from './refusal.js';
import { parseRevocationList } from './revocation-list.js';
import { strictPolicy } from '../../catalog/ports.js';
import type { RevocationList, TrustedCertificate, TrustPolicy, TrustSettings } from '../../catalog/ports.js';

/** A file of trust settings cannot be used. Said at once: a missing anchor would make everything UNKNOWN later on. */
export class TrustFileUnusable extends Error {
  constructor(
    readonly file: string,
    readonly problem: string,
  ) {
    super(
      `${file} holds no usable certificate or revocation list (${problem}). Give PEM or DER files. ` +
        `${file}中没有可用的证书或撤销列表（${problem}），请提供PEM或DER文件。`,
    );
    this.name = 'TrustFileUnusable';
  }
}

export interface TrustFiles {
  readonly intermediates?: readonly string[];
  /** Certificates of those who sign with bare {r, s} values. */
  readonly signers?: readonly string[];
  readonly policy?: Partial<TrustPolicy>;
}

/** Anchors and revocation lists from files, PEM (any number in one file) or DER. */
export async function readTrust(
  anchorFiles: readonly string[],
  crlFiles: readonly string[],
  { intermediates = [], signers = [], policy }: TrustFiles = {},
): Promise<TrustSettings> {
  return trustOf({
    anchors: await readAll(anchorFiles),
    intermediates: await readAll(intermediates),
    signers: await readAll(signers),
    revocationLists: await readAll(crlFiles),
    policy: { ...strictPolicy, ...policy },
  });
}

interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface TrustBytes {
  readonly anchors: readonly NamedBytes[];
  readonly intermediates?: readonly NamedBytes[];
  readonly signers?: readonly NamedBytes[];
  readonly revocationLists?: readonly NamedBytes[];
  readonly policy?: TrustPolicy;
}

export function trustOf({
  anchors,
  intermediates = [],
  signers = [],
  revocationLists = [],
  policy,
}: TrustBytes): TrustSettings {
  const material = {
    anchors: anchors.flatMap(certificatesIn),
    intermediates: intermediates.flatMap(certificatesIn),
    signers: signers.flatMap(certificatesIn),
    revocationLists: revocationLists.flatMap(listsIn),
  };
  const hash = createHash('sha256');
  for (const [role, members] of Object.entries(material)) {
    hash.update(
      `${role}:${members
        .map(({ digest }) => digest)
        .sort()
        .join(',')};`,
    );
  }
  return { ...material, epoch: hash.digest('base64'), policy: policy ?? strictPolicy };
}

function certificatesIn(file: NamedBytes): readonly TrustedCertificate[] {
  return unwrapped(file, 'CERTIFICATE', (der) => {
    const { view } = parseCertificate(der);
    return { der, subject: view.subject, digest: view.digest };
  });
}

function listsIn(file: NamedBytes): readonly RevocationList[] {
  return unwrapped(file, 'X509 CRL', (der) => {
    parseRevocationList(der);
    return { der, digest: createHash('sha256').update(der).digest('hex') };
  });
}

/** DER as it is; of PEM every block with that label. A file with none is a mistake, not an empty set. */
function unwrapped<Result>(
  { name, bytes }: NamedBytes,
  label: string,
  read: (der: Uint8Array) => Result,
): readonly Result[] {
  const found = blocksOf(bytes, label);
  if (found.length === 0) throw new TrustFileUnusable(name, label);
  return found.map((der) => usable(name, () => read(der)));
}

function blocksOf(bytes: Uint8Array, label: string): readonly Uint8Array[] {
  if (bytes[0] === 0x30) return [new Uint8Array(bytes)];
  const blocks = Buffer.from(bytes)
    .toString('latin1')
    .matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g);
  return [...blocks]
    .filter((block) => block[1] === label)
    .map((block) => new Uint8Array(Buffer.from(block[2] ?? '', 'base64')));
}

function usable<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof Refusal ? new TrustFileUnusable(file, error.problem.code) : error;
  }
}

async function readAll(files: readonly string[]): Promise<readonly NamedBytes[]> {
  return Promise.all(files.map(async (name) => ({ name, bytes: await contentOf(name) })));
}

async function contentOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new TrustFileUnusable(
      file,
      error instanceof Error && 'code' in error ? String(error.code) : 'unreadable',
    );
  }
}
