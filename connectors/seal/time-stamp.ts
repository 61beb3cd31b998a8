import { pathOf } from './certificate-path.js';
import { algorithmOid } from './certificate.js';
import { parseDer, tags, type DerElement } from './der.js';
import { Fields } from './fields.js';
import { sealLimits } from './limits.js';
import { oids } from './oids.js';
import { Refusal } from './refusal.js';
import { checkSignedData, digestMatches, readSignedData } from './signed-data.js';
import { sm3 } from './sm2.js';
import type { TrustStore } from './trust-store.js';
import type { TimeStampFacts } from '../../catalog/ports.js';

/**
 * A stamp of GB/T 20520 (RFC 3161). `subject`: the bytes it must be over; null where the standard does not say, as with a
 * stamp that stands in place of the signing time in GM/T 0031.
 */
export function readTimeStamp(
  over: TimeStampFacts['over'],
  bits: Uint8Array,
  subject: Uint8Array | null,
  trust: TrustStore,
): TimeStampFacts {
  try {
    const data = readSignedData(tokenOf(parseDer(bits, sealLimits)));
    if (data.content === null || data.contentType !== oids.timeStampInfo)
      throw new Refusal('ASN1_NOT_AS_EXPECTED', 'TSTInfo');
    const info = readInfo(parseDer(data.content, sealLimits));
    const check = checkSignedData(data, data.content);
    return {
      over,
      state: 'READ',
      time: info.time,
      signature: check === 'HOLDS' && !digestMatches(data, data.content) ? 'BROKEN' : check,
      imprint: imprintState(info, subject),
      authority: data.signer === null ? null : pathOf(data.signer, data.certificates, trust),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      over,
      state: 'UNREADABLE',
      time: null,
      signature: 'MALFORMED',
      imprint: 'UNDECIDED',
      authority: null,
    };
  }
}

interface StampInfo {
  readonly method: string;
  readonly digest: Uint8Array;
  readonly time: Date;
}

function imprintState({ method, digest }: StampInfo, subject: Uint8Array | null): TimeStampFacts['imprint'] {
  if (method !== oids.sm3 || subject === null) return 'UNDECIDED';
  return sm3(subject).equals(digest) ? 'MATCHES' : 'DIFFERS';
}

/** Some makers keep the whole answer of the authority, with its status in front. */
function tokenOf(root: DerElement): DerElement {
  const [first, second] = root.tag === tags.sequence ? root.children : [];
  return first?.tag === tags.sequence && second !== undefined ? second : root;
}

/** TSTInfo: version, policy, messageImprint, serialNumber, genTime; what follows does not bear on the judgement. */
function readInfo(root: DerElement): StampInfo {
  const info = new Fields(root, 'TSTInfo');
  info.number();
  info.oid();
  const imprint = info.sequence('MessageImprint');
  const method = algorithmOid(imprint.take(tags.sequence));
  const digest = imprint.octets();
  imprint.end();
  info.take(tags.integer);
  return { method, digest, time: info.time() };
}
