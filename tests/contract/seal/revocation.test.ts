import { describe, expect, it } from 'vitest';
import {
  authority,
  issue,
  makeSealSignature,
  makeTimeStamp,
  maker,
  now,
  otherSigner,
  revocationList,
  root,
  signer,
  signerWith,
  stampAuthority,
  stepOf,
  trust,
  troubles,
  verifyOne,
  type ListWish,
  type Revoked,
} from '../../support/seal-ca/index.js';

const original = Buffer.from('original');
const day = (text: string) => new Date(`${text}T00:00:00Z`);
// Signed 2026-03-04; asked 2026-06-01.
const fresh = { thisUpdate: day('2026-05-30'), nextUpdate: day('2026-06-06') };
// So that every certificate of the path is spoken for.
const ofRoot = revocationList(root, fresh);
const made = makeSealSignature({ signer, maker, original });

async function withLists(
  lists: readonly Uint8Array[],
  bytes: Uint8Array = made,
  revocation: 'IF_KNOWN' | 'REQUIRED' = 'IF_KNOWN',
) {
  return verifyOne(
    { bytes, original: { name: 'o', bytes: original } },
    trust({ lists, policy: { revocation } }),
  );
}

function listing(revoked: Omit<Revoked, 'serial'>, more: Partial<ListWish> = {}) {
  return revocationList(authority, { ...fresh, ...more, revoked: [{ serial: signer.serial, ...revoked }] });
}

async function signerStep(lists: readonly Uint8Array[], bytes?: Uint8Array) {
  const verdict = await withLists([ofRoot, ...lists], bytes);
  const { outcome, reason } = stepOf(verdict, 'SIGNER_CERTIFICATE');
  return { step: `${outcome} ${reason.code}`, now: verdict.validNow };
}

describe('revocation', () => {
  it('without a list passes and says that it was not checked, or is undecided where a list is required', async () => {
    const verdict = await withLists([]);
    expect(stepOf(verdict, 'SIGNER_CERTIFICATE').reason.code).toBe('CERTIFICATE_SOUND_REVOCATION_UNCHECKED');
    const strict = await withLists([], made, 'REQUIRED');
    expect(troubles(strict)).toEqual([
      'MAKER_CERTIFICATE UNKNOWN REVOCATION_LIST_MISSING',
      'SIGNER_CERTIFICATE UNKNOWN REVOCATION_LIST_MISSING',
    ]);
  });

  it.each<[string, Omit<Revoked, 'serial'>, string, boolean]>([
    ['before signing', { at: day('2026-03-01') }, 'FAILED CERTIFICATE_REVOKED', false],
    [
      'at the very time of signing',
      { at: new Date('2026-03-04T05:06:07Z') },
      'FAILED CERTIFICATE_REVOKED',
      false,
    ],
    [
      'afterwards, because of a change of task',
      { at: day('2026-04-01'), reason: 5 },
      'PASSED CERTIFICATE_REVOKED_LATER',
      false,
    ],
    [
      'afterwards, because the key was stolen',
      { at: day('2026-04-01'), reason: 1 },
      'UNKNOWN CERTIFICATE_COMPROMISED',
      false,
    ],
    [
      'afterwards, the key unsafe since before',
      { at: day('2026-04-01'), reason: 1, unsafeSince: day('2026-03-01') },
      'FAILED CERTIFICATE_REVOKED',
      false,
    ],
    ['for a day still to come', { at: day('2026-07-01') }, 'PASSED CERTIFICATE_SOUND', true],
  ])('%s', async (_, revoked, step, validNow) => {
    expect(await signerStep([listing(revoked)])).toEqual({ step, now: validNow });
  });

  it('after theft of the key a sound time stamp from before still proves the signature', async () => {
    const stamp = (signature: Uint8Array) =>
      makeTimeStamp(stampAuthority, authority, signature, day('2026-03-05'));
    const bytes = makeSealSignature({ signer, maker, original, stamp });
    const list = listing({ at: day('2026-04-01'), reason: 1 });
    expect((await signerStep([list], bytes)).step).toBe('PASSED CERTIFICATE_REVOKED_LATER');
  });

  it('nobody of a fresh list passes', async () => {
    const list = revocationList(authority, {
      ...fresh,
      revoked: [{ serial: otherSigner.serial, at: day('2025-01-01') }],
    });
    expect(await signerStep([list])).toEqual({
      step: 'PASSED CERTIFICATE_SOUND',
      now: true,
    });
  });

  it('a list older than the signature does not speak about it', async () => {
    const list = revocationList(authority, { thisUpdate: day('2026-01-01'), nextUpdate: day('2026-02-01') });
    expect((await signerStep([list])).step).toBe('UNKNOWN REVOCATION_LIST_OLD');
  });

  it('a list that has run out since leaves "now" open', async () => {
    const list = revocationList(authority, { thisUpdate: day('2026-04-01'), nextUpdate: day('2026-05-01') });
    const verdict = await withLists([ofRoot, list]);
    expect(verdict).toMatchObject({ valid: true, validNow: false });
    expect(now).toEqual(day('2026-06-01'));
  });

  it('a list that somebody else signed is not relied on', async () => {
    const list = revocationList({ ...authority, key: maker.key }, fresh);
    expect((await signerStep([list])).step).toBe('UNKNOWN REVOCATION_LIST_UNSOUND');
  });

  it('of several lists the newest silent one lifts a hold, but not a revocation', async () => {
    const newer = revocationList(authority, { thisUpdate: day('2026-05-31'), nextUpdate: day('2026-06-07') });
    const hold = listing({ at: day('2026-03-01'), reason: 6 });
    expect((await signerStep([hold])).step).toBe('FAILED CERTIFICATE_REVOKED');
    expect((await signerStep([hold, newer])).step).toMatch(/^PASSED/);
    expect((await signerStep([listing({ at: day('2026-03-01') }), newer])).step).toBe(
      'FAILED CERTIFICATE_REVOKED',
    );
  });

  it('a part of a list speaks for the certificates that name that part', async () => {
    const listed = signerWith({ name: '虚构市分片局', listAt: 'http://crl.invalid/7.crl' });
    const bytes = makeSealSignature({ signer: listed, maker, original });
    const revoked = [{ serial: listed.serial, at: day('2026-03-01') }];
    const right = revocationList(authority, { ...fresh, part: 'http://crl.invalid/7.crl', revoked });
    const wrong = revocationList(authority, { ...fresh, part: 'http://crl.invalid/8.crl', revoked });
    expect((await signerStep([right], bytes)).step).toBe('FAILED CERTIFICATE_REVOKED');
    expect((await signerStep([wrong], bytes)).step).toBe('PASSED CERTIFICATE_SOUND_REVOCATION_UNCHECKED');
  });

  it('an authority that may not sign lists signs none', async () => {
    const silent = issue(
      { name: '虚构不发列表CA', authority: true, keyUsage: ['keyCertSign'] },
      issue({ name: '虚构根证书' }),
    );
    const leaf = issue({ name: '虚构市某局' }, silent);
    const bytes = makeSealSignature({ signer: leaf, maker, original });
    const settings = trust({ intermediates: [authority, silent], lists: [revocationList(silent, fresh)] });
    const verdict = await verifyOne({ bytes, original: { name: 'o', bytes: original } }, settings);
    expect(stepOf(verdict, 'SIGNER_CERTIFICATE').outcome).toBe('UNKNOWN');
  });

  it('changes since a list that nobody has are refused when the settings are read', () => {
    expect(() => trust({ lists: [revocationList(authority, { ...fresh, delta: true })] })).toThrow(
      /ASN1_NOT_AS_EXPECTED/,
    );
  });
});
