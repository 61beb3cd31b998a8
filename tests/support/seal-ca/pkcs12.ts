import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { parseDer, tags, type DerElement } from '../../../connectors/seal/der.js';

const limits = { derDepth: 40, derElements: 10_000 };
const encryptedData = '06092a864886f70d010706';

/**
 * The certificate of a .p12 file of the public test keys. They use 40-bit RC2, which Node offers only to a process
 * started for it; that is no reason to ask for other tools.
 */
export function pkcs12Certificate(p12: Uint8Array, password: string): Buffer {
  const safe = parseDer(innerOctets(parseDer(p12, limits)), limits);
  const encrypted = safe.children.find((bag) => hex(bag.children[0]) === encryptedData);
  const info = encrypted?.children[1]?.children[0]?.children[1];
  const parameters = info?.children[1]?.children[1];
  const [salt, iterations] = parameters?.children ?? [];
  const data = info?.children[2]?.content;
  if (salt === undefined || iterations === undefined || data === undefined)
    throw new Error('no encrypted certificate bag');
  const count = Number(`0x${Buffer.from(iterations.content).toString('hex')}`);
  const key = derive(1, 5, password, salt.content, count);
  const iv = derive(2, 8, password, salt.content, count);
  const bags = parseDer(decrypt(key, iv, data), limits);
  const value = bags.children[0]?.children[1]?.children[0]?.children[1]?.children[0];
  if (value?.tag !== tags.octetString) throw new Error('no certificate in the bag');
  return Buffer.from(value.content);
}

/** PFX → AuthenticatedSafe. */
function innerOctets(root: DerElement): Uint8Array {
  const content = root.children[1]?.children[1]?.children[0]?.content;
  if (content === undefined) throw new Error('not a PKCS #12 file');
  return content;
}

/** RFC 7292, appendix B, with SHA-1. */
function derive(id: number, length: number, password: string, salt: Uint8Array, iterations: number): Buffer {
  const text = Buffer.concat([Buffer.from(password, 'utf16le').swap16(), Buffer.alloc(2)]);
  const filled = (bytes: Uint8Array) => Buffer.alloc(Math.ceil(bytes.length / 64) * 64, bytes);
  let digest = createHash('sha1')
    .update(Buffer.concat([Buffer.alloc(64, id), filled(salt), filled(text)]))
    .digest();
  for (let round = 1; round < iterations; round += 1) digest = createHash('sha1').update(digest).digest();
  return digest.subarray(0, length);
}

function decrypt(key: Buffer, iv: Buffer, data: Uint8Array): Buffer {
  const script = `const { createDecipheriv } = require('node:crypto');
    const [key, iv, data] = process.argv.slice(1).map((one) => Buffer.from(one, 'hex'));
    const cipher = createDecipheriv('rc2-40-cbc', key, iv);
    process.stdout.write(Buffer.concat([cipher.update(data), cipher.final()]));`;
  const inputs = [key, iv, Buffer.from(data)].map((one) => one.toString('hex'));
  return execFileSync(process.execPath, ['--openssl-legacy-provider', '-e', script, ...inputs]);
}

function hex(element: DerElement | undefined): string {
  return element === undefined ? '' : Buffer.from(element.whole).toString('hex');
}
