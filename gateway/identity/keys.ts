import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { link, mkdir, open, readFile, readdir, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A key pair that signs tokens; old ones stay listed so that what they signed can still be checked. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export interface Keys {
  /** The newest first; the first one signs. */
  readonly signing: readonly [SigningKey, ...SigningKey[]];
  /** Ed25519 pairs that sign heads of the audit tree; the newest first. */
  readonly tree: readonly [SigningKey, ...SigningKey[]];
  /** Secret of the keyed digests under which holders stand in the audit record. */
  readonly auditKey: Buffer;
  /** RFC 7517 key set of the public halves. */
  jwks(): { readonly keys: readonly Record<string, unknown>[] };
}

export class KeyFileError extends Error {}

/** Reads the keys under `dataDir`/keys, makes them on first start. Two processes may do it together. */
export async function openKeys(dataDir: string): Promise<Keys> {
  const folder = join(dataDir, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw unwritable(folder, error);
  });
  const auditKey = await secret(join(folder, 'audit.key'), () => randomBytes(32));
  const signing = await keyPairs(folder, 'token', newSigningKey);
  const tree = await keyPairs(folder, 'audit-tree', newTreeKey);
  return {
    signing,
    tree,
    auditKey,
    jwks: () => ({
      keys: [
        ...signing.map((pair) => publicHalf(pair, 'ES256')),
        // RFC 8037: kty OKP, crv Ed25519.
        ...tree.map((pair) => publicHalf(pair, 'EdDSA')),
      ],
    }),
  };
}

/** All pairs of one use, `use-N.pem`, the highest number first; the first one is made here. */
async function keyPairs(
  folder: string,
  use: string,
  make: () => Buffer,
): Promise<readonly [SigningKey, ...SigningKey[]]> {
  await secret(join(folder, `${use}-1.pem`), make);
  const numberOf = (name: string) => Number(new RegExp(`^${use}-(\\d+)\\.pem$`).exec(name)?.[1] ?? NaN);
  const names = (await readdir(folder)).filter((name) => !Number.isNaN(numberOf(name)));
  names.sort((a, b) => numberOf(b) - numberOf(a));
  const [first, ...older] = await Promise.all(
    names.map(async (name) => readSigningKey(await secret(join(folder, name), make))),
  );
  if (!first) throw new KeyFileError(`No ${use} key in ${folder}`);
  return [first, ...older];
}

function publicHalf({ kid, publicKey }: SigningKey, alg: string): Record<string, unknown> {
  return { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg };
}

function newSigningKey(): Buffer {
  // jsonwebtoken signs with RSA and elliptic curves; P-256 keeps tokens short (RFC 7518 §3.4).
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

function newTreeKey(): Buffer {
  const { privateKey } = generateKeyPairSync('ed25519');
  return Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

function readSigningKey(pem: Buffer): SigningKey {
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return { kid: createHash('sha256').update(spki).digest('base64url').slice(0, 16), privateKey, publicKey };
}

/** A file that only its owner may read; written whole or not at all, and never over another process's. */
async function secret(path: string, make: () => Buffer): Promise<Buffer> {
  try {
    return await readSecret(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw unwritable(dirname(path), error);
  });
  try {
    await file.writeFile(make());
    await file.sync();
  } finally {
    await file.close();
  }
  await link(draft, path).catch(async (error: NodeJS.ErrnoException) => {
    // A file system without hard links: rename is atomic too, but the last one wins.
    if (error.code === 'EPERM' || error.code === 'ENOTSUP') await rename(draft, path);
    else if (error.code !== 'EEXIST') throw error;
  });
  await unlink(draft).catch(() => undefined);
  return readSecret(path);
}

function unwritable(folder: string, { code = 'unknown' }: NodeJS.ErrnoException): KeyFileError {
  return new KeyFileError(
    `The keys cannot be kept in ${folder} (${code}). Give this user a folder it may write to: DATA_DIR=<folder>. ` +
      `无法在 ${folder} 保存密钥（${code}）。请用 DATA_DIR=<文件夹> 指定当前用户可写的文件夹。`,
  );
}

async function readSecret(path: string): Promise<Buffer> {
  const { mode } = await stat(path);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new KeyFileError(
      `${path} can be read by other users (mode ${(mode & 0o777).toString(8)}); run: chmod 600 ${path}. 密钥文件权限过宽，请执行 chmod 600。`,
    );
  }
  return readFile(path);
}
