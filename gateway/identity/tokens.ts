import jwt from 'jsonwebtoken';
import { Fault } from '../../catalog/index.js';
import { LOCAL_ISSUER, type IssuerConfig } from '../config.js';
import type { Keys } from './keys.js';
import { openKeySet, type KeySet, type VerifyingKey } from './key-set.js';

export const AUDIENCE = 'tongban';
/** Clocks of departments differ; more than a minute is a fault of theirs. */
const CLOCK_TOLERANCE_S = 60;
const TOKEN_MOST_BYTES = 8_192;

/** What a good token says. Whether the consumer exists is the catalogue's to decide. */
export interface TokenClaims {
  readonly consumer: string;
  readonly scopes: readonly string[];
}

export interface Tokens {
  /** null when no Authorization header came. Throws TOKEN_INVALID or TOKEN_EXPIRED. */
  read(authorization: string | undefined): Promise<TokenClaims | null>;
  sign(consumer: string, scopes: readonly string[], ttlSeconds: number): string;
  close(): void;
}

interface Issuer {
  readonly algorithms: readonly jwt.Algorithm[];
  key(kid: string | undefined): Promise<VerifyingKey | null>;
}

export function openTokens(keys: Keys, issuers: readonly IssuerConfig[]): Tokens {
  const keySets: KeySet[] = [];
  const known = new Map<string, Issuer>([[LOCAL_ISSUER, localIssuer(keys)]]);
  for (const { issuer, jwks, algorithms } of issuers) {
    const keySet = openKeySet(jwks);
    keySets.push(keySet);
    known.set(issuer, { algorithms, key: (kid) => keySet.key(kid) });
  }
  return {
    async read(authorization) {
      if (authorization === undefined) return null;
      // The scheme's name is written in any case (RFC 9110 §11.1), the token exactly.
      const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
      if (token === undefined || token.length > TOKEN_MOST_BYTES)
        throw refused('not a bearer token', '不是Bearer令牌');
      return verify(token, known);
    },
    sign(consumer, scopes, ttlSeconds) {
      const [{ kid, privateKey }] = keys.signing;
      return jwt.sign({ scope: scopes.join(' ') }, privateKey, {
        algorithm: 'ES256',
        keyid: kid,
        issuer: LOCAL_ISSUER,
        audience: AUDIENCE,
        subject: consumer,
        expiresIn: ttlSeconds,
      });
    },
    close() {
      for (const keySet of keySets) keySet.close();
    },
  };
}

function localIssuer(keys: Keys): Issuer {
  const byId = new Map(
    keys.signing.map(({ kid, publicKey }) => [kid, { key: publicKey, algorithm: 'ES256' }]),
  );
  return { algorithms: ['ES256'], key: (kid) => Promise.resolve((kid && byId.get(kid)) || null) };
}

/** The issuer named in the unverified token only selects which key must verify it. */
async function verify(token: string, known: ReadonlyMap<string, Issuer>): Promise<TokenClaims> {
  const unverified = decoded(token);
  const payload = unverified?.payload;
  if (!unverified || typeof payload !== 'object') throw refused('not a JWT', '不是JWT');
  const issuer = typeof payload.iss === 'string' ? known.get(payload.iss) : undefined;
  if (!issuer) throw refused('its issuer is not known here', '签发方未登记');
  if ('crit' in unverified.header) throw refused('it demands an extension (crit)', '含有不支持的crit扩展');
  const key = await issuer.key(unverified.header.kid);
  if (!key) throw refused('its key is not known here', '签名密钥未登记');
  const claims = check(token, key, issuer.algorithms, payload.iss ?? '');
  const scope: unknown = claims['scope'];
  if (typeof claims.sub !== 'string' || claims.sub === '')
    throw refused('it names no consumer (sub)', '缺少使用方（sub）');
  if (typeof claims.exp !== 'number') throw refused('it never expires (exp)', '缺少有效期（exp）');
  return { consumer: claims.sub, scopes: typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [] };
}

function check(
  token: string,
  key: VerifyingKey,
  algorithms: readonly jwt.Algorithm[],
  issuer: string,
): jwt.JwtPayload {
  try {
    const claims = verifiedPayload(token, key, algorithms, {
      audience: AUDIENCE,
      issuer,
      clockTolerance: CLOCK_TOLERANCE_S,
    });
    if (typeof claims === 'string') throw refused('its payload is not an object', '载荷不是对象');
    return claims;
  } catch (error) {
    if (error instanceof jwt.TokenExpiredError) throw new Fault('TOKEN_EXPIRED');
    if (error instanceof jwt.NotBeforeError) throw refused('it is not valid yet (nbf)', '尚未生效（nbf）');
    if (error instanceof jwt.JsonWebTokenError) throw refused(error.message, '签名或声明校验失败');
    throw error;
  }
}

/** The signature (RFC 7515) and what is demanded of the claims. A key that names its algorithm is used for no other. */
export function verifiedPayload(
  token: string,
  { key, algorithm }: VerifyingKey,
  algorithms: readonly jwt.Algorithm[],
  demanded: Pick<jwt.VerifyOptions, 'audience' | 'issuer' | 'clockTolerance'>,
): jwt.JwtPayload | string {
  const fitting = algorithms.filter((name) => algorithm === null || name === algorithm);
  if (fitting.length === 0) throw new jwt.JsonWebTokenError('invalid algorithm');
  try {
    return jwt.verify(token, key, { ...demanded, algorithms: fitting, complete: false });
  } catch (error) {
    // A signature of a wrong length comes out of the library as a TypeError: it is the caller's mistake, not ours.
    throw error instanceof jwt.JsonWebTokenError ? error : new jwt.JsonWebTokenError('invalid signature');
  }
}

function decoded(token: string): jwt.Jwt | null {
  try {
    return jwt.decode(token, { complete: true });
  } catch {
    return null;
  }
}

function refused(en: string, zh: string): Fault {
  return new Fault('TOKEN_INVALID', { problem: `${en} / ${zh}` });
}
