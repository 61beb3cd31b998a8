import { extension, sm2WithSm3, type Holder, distributionPoint } from './certificate-maker.js';
import { der, type Der } from './der-writer.js';
import { sign } from './sm2-key.js';

export interface Revoked {
  readonly serial: number;
  readonly at: Date;
  /** RFC 5280 reason code. */
  readonly reason?: number;
  readonly unsafeSince?: Date;
}

export interface ListWish {
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly revoked?: readonly Revoked[];
  readonly part?: string;
  readonly delta?: boolean;
}

export function revocationList(
  issuer: Holder,
  { thisUpdate, nextUpdate, revoked = [], part, delta }: ListWish,
): Der {
  const algorithm = der.sequence(der.oid(sm2WithSm3));
  const entries = revoked.map(({ serial, at, reason, unsafeSince }) => {
    const extensions = [
      ...(reason === undefined ? [] : [extension('2.5.29.21', der.enumerated(reason))]),
      ...(unsafeSince === undefined ? [] : [extension('2.5.29.24', der.generalizedTime(unsafeSince))]),
    ];
    return der.sequence(
      der.integer(serial),
      der.utcTime(at),
      ...(extensions.length > 0 ? [der.sequence(...extensions)] : []),
    );
  });
  const extensions = [
    extension('2.5.29.20', der.integer(7)),
    ...(part === undefined ? [] : [extension('2.5.29.28', der.sequence(distributionPoint(part)), true)]),
    ...(delta === true ? [extension('2.5.29.27', der.integer(1), true)] : []),
  ];
  const tbs = der.sequence(
    der.integer(1),
    algorithm,
    issuer.subject,
    der.utcTime(thisUpdate),
    ...(nextUpdate === undefined ? [] : [der.utcTime(nextUpdate)]),
    ...(entries.length > 0 ? [der.sequence(...entries)] : []),
    der.context(0, der.sequence(...extensions)),
  );
  return der.sequence(tbs, algorithm, der.bits(sign(issuer.key, tbs)));
}
