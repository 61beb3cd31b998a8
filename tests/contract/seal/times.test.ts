import { describe, expect, it } from 'vitest';
import {
  makeSeal,
  makeSealSignature,
  maker,
  signer,
  troubles,
  trust,
  verifyOne,
  type SealSignatureWish,
} from '../../support/seal-ca/index.js';

const original = Buffer.from('original');
const at = (text: string) => new Date(`${text}T00:00:00Z`);

async function judged(wish: Partial<SealSignatureWish>, now?: Date) {
  const bytes = makeSealSignature({ signer, maker, original, ...wish });
  return verifyOne({ bytes, original: { name: 'o', bytes: original } }, trust(), now);
}

describe('the time of signing', () => {
  it('in the future is refused; a clock that runs a little fast is forgiven', async () => {
    expect(troubles(await judged({ signedAt: new Date('2026-06-01T00:04:00Z') }))).toEqual([]);
    expect(troubles(await judged({ signedAt: new Date('2026-06-01T00:06:00Z') }))).toEqual([
      'SIGNING_TIME FAILED SIGNED_IN_FUTURE',
    ]);
    // As seen from an earlier day, a signature that was not made yet is in the future as well.
    expect((await judged({}, at('2026-01-01'))).valid).toBe(false);
  });

  it('after the seal has ended is refused', async () => {
    const verdict = await judged({ seal: { until: at('2026-03-01') } });
    expect(troubles(verdict)).toEqual([
      'SEAL_PERIOD FAILED SEAL_ENDED',
      'SIGNING_TIME FAILED SIGNED_OUTSIDE_SEAL',
    ]);
  });

  it('before the seal was made is refused', async () => {
    const verdict = await judged({ seal: { createdAt: at('2026-04-01'), from: at('2026-01-01') } });
    expect(troubles(verdict)).toEqual(['SIGNING_TIME FAILED SIGNED_BEFORE_SEAL_MADE']);
  });

  it('in a seal whose end lies before its beginning is refused', async () => {
    const verdict = await judged({ seal: { from: at('2027-01-01'), until: at('2026-01-01') } });
    expect(troubles(verdict)).toContain('SEAL_PERIOD FAILED SEAL_PERIOD_REVERSED');
  });
});

describe('valid when sealed, and valid now', () => {
  it('are different questions once the seal has ended', async () => {
    const verdict = await judged({}, at('2028-06-01'));
    expect(verdict).toMatchObject({ valid: true, validWhenSealed: true, validNow: false });
    expect(verdict.conclusion.zh).toContain('签署时合法有效');
  });

  it('for a seal alone: sound when made, usable only in its period', async () => {
    const bytes = makeSeal(maker, { signers: [signer] });
    const ended = await verifyOne({ bytes }, trust(), at('2028-06-01'));
    expect(ended).toMatchObject({ valid: false, validWhenSealed: true, validNow: false });
    expect(troubles(ended)).toEqual(['SEAL_PERIOD FAILED SEAL_ENDED']);
    const early = await verifyOne({ bytes }, trust(), at('2024-06-01'));
    expect(troubles(early)).toEqual(['SEAL_PERIOD FAILED SEAL_NOT_BEGUN']);
  });
});
