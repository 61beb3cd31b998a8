import { der, type Der } from './der-writer.js';
import { sign, sm2Key, sm3, type Sm2Key } from './sm2-key.js';

export const sm2WithSm3 = '1.2.156.10197.1.501';

export interface Holder {
  readonly name: string;
  readonly key: Sm2Key;
  readonly certificate: Der;
  readonly subject: Der;
  readonly serial: number;
}

export interface CertificateWish {
  readonly name: string;
  readonly organisation?: string;
  readonly from?: Date;
  readonly until?: Date;
  readonly serial?: number;
  readonly authority?: boolean;
  readonly pathLength?: number;
  readonly keyUsage?: readonly KeyUse[] | null;
  readonly extendedKeyUsage?: readonly string[];
  /** Where this certificate's revocation list is found, for lists that are cut in parts. */
  readonly listAt?: string;
  readonly more?: readonly Der[];
  readonly algorithm?: string;
  /** The method as it stands outside of what is signed. */
  readonly outerAlgorithm?: string;
}

const uses = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
] as const;
export type KeyUse = (typeof uses)[number];

let serials = 1_000;

/** A certificate as GB/T 20518 wants it, signed by `issuer`, or by itself. */
export function issue(wish: CertificateWish, issuer?: Holder): Holder {
  const key = sm2Key(wish.name);
  const subject = nameOf(wish.name, wish.organisation);
  serials += 1;
  const serial = wish.serial ?? serials;
  const authority = wish.authority ?? issuer === undefined;
  const algorithm = der.sequence(der.oid(wish.algorithm ?? sm2WithSm3));
  const tbs = der.sequence(
    der.context(0, der.integer(2)),
    der.integer(serial),
    algorithm,
    issuer?.subject ?? subject,
    der.sequence(
      time(wish.from ?? new Date('2024-01-01T00:00:00Z')),
      time(wish.until ?? new Date('2029-01-01T00:00:00Z')),
    ),
    subject,
    der.sequence(
      der.sequence(der.oid('1.2.840.10045.2.1'), der.oid('1.2.156.10197.1.301')),
      der.bits(key.publicKey),
    ),
    der.context(3, der.sequence(...extensions(wish, authority, key, issuer))),
  );
  const outer = wish.outerAlgorithm === undefined ? algorithm : der.sequence(der.oid(wish.outerAlgorithm));
  const certificate = der.sequence(tbs, outer, der.bits(sign(issuer?.key ?? key, tbs)));
  return { name: wish.name, key, certificate, subject, serial };
}

function extensions(
  wish: CertificateWish,
  authority: boolean,
  key: Sm2Key,
  issuer: Holder | undefined,
): readonly Der[] {
  const constraint = [
    der.boolean(true),
    ...(wish.pathLength === undefined ? [] : [der.integer(wish.pathLength)]),
  ];
  const usage = wish.keyUsage === undefined ? defaultUse(authority) : wish.keyUsage;
  const list: Der[] = [
    extension('2.5.29.14', der.octets(keyId(key))),
    extension('2.5.29.19', der.sequence(...(authority ? constraint : [])), true),
  ];
  if (issuer !== undefined)
    list.push(extension('2.5.29.35', der.sequence(der.element(0x80, keyId(issuer.key)))));
  if (usage !== null) list.push(extension('2.5.29.15', keyUsageBits(usage), true));
  if (wish.extendedKeyUsage !== undefined)
    list.push(extension('2.5.29.37', der.sequence(...wish.extendedKeyUsage.map(der.oid)), true));
  if (wish.listAt !== undefined)
    list.push(extension('2.5.29.31', der.sequence(der.sequence(distributionPoint(wish.listAt)))));
  return [...list, ...(wish.more ?? [])];
}

export function extension(oid: string, value: Uint8Array, critical = false): Der {
  return der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octets(value));
}

export function distributionPoint(url: string): Der {
  return der.context(0, der.context(0, der.element(0x86, Buffer.from(url, 'latin1'))));
}

function defaultUse(authority: boolean): readonly KeyUse[] {
  return authority ? ['keyCertSign', 'cRLSign'] : ['digitalSignature', 'nonRepudiation'];
}

function keyUsageBits(wanted: readonly KeyUse[]): Der {
  const bits = uses
    .map((use) => (wanted.includes(use) ? '1' : '0'))
    .join('')
    .replace(/0+$/, '');
  return der.bits(Buffer.from([parseInt(bits.padEnd(8, '0'), 2)]), 8 - bits.length);
}

function keyId({ publicKey }: Sm2Key): Buffer {
  return sm3(publicKey).subarray(0, 20);
}

export function nameOf(commonName: string, organisation?: string): Der {
  const attribute = (oid: string, value: Der) => der.set(der.sequence(der.oid(oid), value));
  return der.sequence(
    attribute('2.5.4.6', der.printable('CN')),
    ...(organisation === undefined ? [] : [attribute('2.5.4.10', der.utf8(organisation))]),
    attribute('2.5.4.3', der.utf8(commonName)),
  );
}

function time(date: Date): Der {
  return date.getUTCFullYear() < 2050 ? der.utcTime(date) : der.generalizedTime(date);
}

export function pem(label: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
