import { sm2WithSm3, type Holder } from './certificate-maker.js';
import { der, type Der } from './der-writer.js';
import { sign, sm3 } from './sm2-key.js';

export type Layout = 'V1' | 'V4' | 'V5';

export interface SealWish {
  readonly layout?: Layout;
  readonly version?: number;
  readonly name?: string;
  readonly signers: readonly Holder[];
  /** List digests of certificates instead of certificates (V4 and V5). */
  readonly byDigest?: boolean;
  readonly createdAt?: Date;
  readonly from?: Date;
  readonly until?: Date;
  readonly picture?: Uint8Array;
  readonly criticalExtension?: string;
  readonly stamp?: (signature: Uint8Array) => Uint8Array;
  readonly userId?: string;
}

const versions: Readonly<Record<Layout, number>> = { V1: 1, V4: 4, V5: 5 };

/** SESeal of GM/T 0031-2014 (V1) or GB/T 38540-2020 (V4; V5 with room for a time stamp). */
export function makeSeal(maker: Holder, wish: SealWish): Der {
  const layout = wish.layout ?? 'V4';
  const info = sealInfo(wish, layout, versionOf(wish));
  const certificate = der.octets(maker.certificate);
  const algorithm = der.oid(sm2WithSm3);
  if (layout === 'V1') {
    const signature = sign(maker.key, der.sequence(info, certificate, algorithm), wish.userId);
    return der.sequence(info, der.sequence(certificate, algorithm, der.bits(signature)));
  }
  const signature = sign(maker.key, info, wish.userId);
  const stamp = wish.stamp === undefined ? [] : [der.context(0, der.bits(wish.stamp(signature)))];
  return der.sequence(info, certificate, algorithm, der.bits(signature), ...stamp);
}

export function versionOf({ layout = 'V4', version }: Pick<SealWish, 'layout' | 'version'>): number {
  return version ?? versions[layout];
}

function sealInfo(wish: SealWish, layout: Layout, version: number): Der {
  const time = layout === 'V1' ? der.utcTime : der.generalizedTime;
  const createdAt = wish.createdAt ?? new Date('2025-01-02T02:00:00Z');
  const periods = [createdAt, wish.from ?? createdAt, wish.until ?? new Date('2028-01-02T02:00:00Z')].map(
    time,
  );
  const property = der.sequence(
    der.integer(3),
    der.utf8(wish.name ?? '虚构市审批局（测试章）'),
    ...(layout === 'V1' ? [] : [der.integer(wish.byDigest === true ? 2 : 1)]),
    der.sequence(...wish.signers.map(({ certificate }) => listed(certificate, wish.byDigest === true))),
    ...periods,
  );
  const picture = wish.picture ?? Buffer.from('a picture');
  const critical = wish.criticalExtension;
  return der.sequence(
    der.sequence(der.ia5('ES'), der.integer(version), der.ia5('TESTCA')),
    der.ia5('44090000000001'),
    property,
    der.sequence(der.ia5('PNG'), der.octets(picture), der.integer(40), der.integer(40)),
    ...(critical === undefined
      ? []
      : [der.sequence(der.sequence(der.oid(critical), der.boolean(true), der.octets(Buffer.from('?'))))]),
  );
}

function listed(certificate: Uint8Array, byDigest: boolean): Der {
  return byDigest
    ? der.sequence(der.printable('SM3'), der.octets(sm3(certificate)))
    : der.octets(certificate);
}
