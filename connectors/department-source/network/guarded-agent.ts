import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent } from 'undici';
import type { AddressJudge } from './private-address.rules.js';

/** Raised inside the connection, so that it reads like any other reason not to be connected. */
export const PRIVATE_ADDRESS_CODE = 'TONGBAN_PRIVATE_ADDRESS';

/** The connections to one department system, its own and nobody else's: a hanging system hangs alone. */
export function openGuardedAgent(options: {
  readonly mayReach: AddressJudge;
  readonly connectMs: number;
  readonly parallel: number;
}): Agent {
  return new Agent({
    connections: options.parallel,
    pipelining: 1,
    keepAliveTimeout: 10_000,
    // One limit over the whole attempt stands in protection/attempt.ts; a slow drip would pass limits between chunks.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: options.connectMs, lookup: guardedLookup(options.mayReach), autoSelectFamily: true },
  });
}

/**
 * Judged when connecting, not before: a name that resolved to a public address a moment ago may resolve to a private one
 * now (DNS rebinding).
 */
function guardedLookup(mayReach: AddressJudge): LookupFunction {
  return (hostname, options, callback) => {
    systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, '');
        return;
      }
      const open = addresses.filter(({ address }) => mayReach(address));
      const [first] = open;
      if (!first) callback(privateAddress(), '');
      else if (options.all) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };
}

function privateAddress(): NodeJS.ErrnoException {
  return Object.assign(new Error('private address'), { code: PRIVATE_ADDRESS_CODE });
}

/** For a host written as an address there is no look-up; it is judged where it is written. */
export function hostMayBeReached(hostname: string, mayReach: AddressJudge): boolean {
  const plain = hostname.replace(/^\[|\]$/g, '');
  if (isIP(plain) !== 0) return mayReach(plain);
  return !/(^|\.)localhost\.?$/i.test(plain) || mayReach('127.0.0.1');
}
