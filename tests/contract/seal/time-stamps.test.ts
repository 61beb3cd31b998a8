import { describe, expect, it } from 'vitest';
import {
  authority,
  makeSeal,
  makeSealSignature,
  makeSignedData,
  makeTimeStamp,
  maker,
  signer,
  stampAuthority,
  stampInfo,
  stepOf,
  timeStampType,
  troubles,
  trust,
  verifyOne,
  type Holder,
} from '../../support/seal-ca/index.js';

const original = Buffer.from('original');
const later = new Date('2026-03-04T05:10:00Z');

async function stamped(stamp: (signature: Uint8Array) => Uint8Array) {
  const bytes = makeSealSignature({ signer, maker, original, stamp });
  return verifyOne({ bytes, original: { name: 'o', bytes: original } }, trust());
}

const by =
  (who: Holder, at = later) =>
  (signature: Uint8Array) =>
    makeTimeStamp(who, authority, signature, at);

describe('the time stamp', () => {
  it('of the signature passes when it is sound', async () => {
    const verdict = await stamped(by(stampAuthority));
    expect(troubles(verdict)).toEqual([]);
    expect(stepOf(verdict, 'TIME_STAMP')).toMatchObject({
      outcome: 'PASSED',
      detail: 'SIGNATURE: 2026-03-04 13:10:00 +08:00',
    });
  });

  it('of the seal (layout V5) passes when it is sound', async () => {
    const stamp = by(stampAuthority, new Date('2025-01-02T02:00:30Z'));
    const bytes = makeSeal(maker, { layout: 'V5', signers: [signer], stamp });
    const verdict = await verifyOne({ bytes }, trust());
    expect(troubles(verdict)).toEqual([]);
    expect(stepOf(verdict, 'TIME_STAMP').detail).toContain('SEAL');
  });

  it.each<[string, (signature: Uint8Array) => Uint8Array, string]>([
    [
      'over other data',
      () => makeTimeStamp(stampAuthority, authority, Buffer.from('other'), later),
      'FAILED STAMP_OF_OTHER_DATA',
    ],
    [
      'older than the signature',
      by(stampAuthority, new Date('2026-03-03T00:00:00Z')),
      'FAILED STAMP_BEFORE_SIGNING',
    ],
    ['by one who may not stamp', by(signer), 'FAILED CERTIFICATE_WRONG_USE'],
    ['with a wrong signature', by({ ...stampAuthority, key: signer.key }), 'FAILED STAMP_BROKEN'],
    ['that is no stamp', () => Buffer.from('not a stamp'), 'FAILED STAMP_UNREADABLE'],
  ])('%s is refused', async (_, stamp, trouble) => {
    expect(troubles(await stamped(stamp))).toEqual([`TIME_STAMP ${trouble}`]);
  });

  it('that says something else than its authority signed is refused', async () => {
    const verdict = await stamped((signature) =>
      makeSignedData({
        signer: stampAuthority,
        issuer: authority,
        content: stampInfo(Buffer.from('other'), later),
        attached: true,
        inside: stampInfo(signature, later),
        contentType: timeStampType,
      }),
    );
    expect(troubles(verdict)).toEqual(['TIME_STAMP FAILED STAMP_BROKEN']);
  });

  it('without an anchor for its authority is undecided', async () => {
    const bytes = makeSealSignature({ signer, maker, original, stamp: by(stampAuthority) });
    const settings = trust({ anchors: [signer, maker], intermediates: [] });
    const verdict = await verifyOne({ bytes, original: { name: 'o', bytes: original } }, settings);
    expect(troubles(verdict)).toEqual(['TIME_STAMP UNKNOWN TRUST_ANCHOR_MISSING']);
  });

  it('in place of the signing time (layout V1) gives the time, but what it is over cannot be told', async () => {
    const timeInfo = makeTimeStamp(stampAuthority, authority, Buffer.from('?'), later);
    const bytes = makeSealSignature({ signer, maker, original, seal: { layout: 'V1' }, timeInfo });
    const verdict = await verifyOne({ bytes, original: { name: 'o', bytes: original } }, trust());
    expect(verdict.signedAt).toEqual(later);
    expect(troubles(verdict)).toEqual(['TIME_STAMP UNKNOWN STAMP_SUBJECT_UNDECIDED']);
  });
});
