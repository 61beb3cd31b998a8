import { describe, expect, it } from 'vitest';
import {
  authority,
  extension,
  issue,
  makeSealSignature,
  maker,
  root,
  signer,
  signerWith,
  stepOf,
  troubles,
  trust,
  verifyOne,
  type Holder,
  type TrustWish,
} from '../../support/seal-ca/index.js';

const original = Buffer.from('original');

async function signedBy(who: Holder, wish?: TrustWish, made: Holder = maker) {
  const bytes = makeSealSignature({ signer: who, maker: made, original });
  return verifyOne({ bytes, original: { name: 'o', bytes: original } }, trust(wish));
}

describe('the path of a certificate', () => {
  it('ends at a root, at an intermediate put in as an anchor, or at the certificate itself', async () => {
    expect(troubles(await signedBy(signer))).toEqual([]);
    expect(troubles(await signedBy(signer, { anchors: [authority], intermediates: [] }))).toEqual([]);
    expect(troubles(await signedBy(signer, { anchors: [signer, maker], intermediates: [] }))).toEqual([]);
  });

  it('is unknown, and names who is missing, where it ends nowhere', async () => {
    const verdict = await signedBy(signer, { intermediates: [] });
    expect(stepOf(verdict, 'SIGNER_CERTIFICATE')).toMatchObject({
      outcome: 'UNKNOWN',
      reason: { code: 'TRUST_ANCHOR_MISSING' },
      detail: 'C=CN, CN=虚构运营CA',
    });
  });

  it('is refused where the named authority did not sign', async () => {
    const forger: Holder = { ...authority, key: maker.key };
    const forged = stepOf(await signedBy(issue({ name: '虚构市伪造局' }, forger)), 'SIGNER_CERTIFICATE');
    expect(forged).toMatchObject({ outcome: 'FAILED', reason: { code: 'CERTIFICATE_FORGED' } });
    const tampered = Buffer.from(signer.certificate);
    tampered.writeUInt8(tampered.readUInt8(tampered.length - 1) ^ 1, tampered.length - 1);
    const changed = stepOf(await signedBy({ ...signer, certificate: tampered }), 'SIGNER_CERTIFICATE');
    expect(changed).toMatchObject({ outcome: 'FAILED', reason: { code: 'CERTIFICATE_FORGED' } });
  });

  it('a certificate of a department issues nothing, even if it says it may', async () => {
    const keyUsage = ['digitalSignature', 'keyCertSign'] as const;
    const department = signerWith({ name: '虚构市越权局', keyUsage });
    const child = issue({ name: '虚构市被越权签发' }, department);
    const step = stepOf(
      await signedBy(child, { intermediates: [authority, department] }),
      'SIGNER_CERTIFICATE',
    );
    expect(step).toMatchObject({
      outcome: 'FAILED',
      reason: { code: 'ISSUER_NOT_AUTHORITY' },
      detail: '虚构市越权局',
    });
    const anchored = stepOf(await signedBy(child, { anchors: [department, root] }), 'SIGNER_CERTIFICATE');
    expect(anchored).toMatchObject({ outcome: 'FAILED', reason: { code: 'ISSUER_NOT_AUTHORITY' } });
  });

  it('an authority may not go deeper than its path length, nor without keyCertSign', async () => {
    const deeper = issue({ name: '虚构下级CA', authority: true }, authority);
    const leaf = issue({ name: '虚构市过深局' }, deeper);
    const tooDeep = await signedBy(leaf, { intermediates: [authority, deeper] });
    expect(stepOf(tooDeep, 'SIGNER_CERTIFICATE').reason.code).toBe('ISSUER_NOT_AUTHORITY');
    const dumb = issue({ name: '虚构无权CA', authority: true, keyUsage: ['cRLSign'] }, root);
    const other = issue({ name: '虚构市无权局' }, dumb);
    const unable = await signedBy(other, { intermediates: [authority, dumb] });
    expect(stepOf(unable, 'SIGNER_CERTIFICATE').reason.code).toBe('ISSUER_NOT_AUTHORITY');
  });

  it('two authorities that issue each other lead nowhere, and to no hang', async () => {
    const one = issue({ name: '虚构循环甲', authority: true });
    const two = issue({ name: '虚构循环乙', authority: true }, one);
    const again = issue({ name: '虚构循环甲', authority: true }, two);
    const leaf = issue({ name: '虚构市循环局' }, again);
    const verdict = await signedBy(leaf, { intermediates: [one, two, again, authority] });
    expect(stepOf(verdict, 'SIGNER_CERTIFICATE').reason.code).toBe('TRUST_ANCHOR_MISSING');
  });
});

describe('a crowd of certificates', () => {
  it('of the same name costs no more than a bounded number of checks, and proves nothing', async () => {
    const crowd = Array.from({ length: 30 }, (_, index) => ({
      ...issue({ name: '虚构拥挤CA', authority: true, serial: 5_000 + index }),
      key: maker.key,
    }));
    const leaf = issue({ name: '虚构市拥挤局' }, { ...crowd[0], key: signer.key } as Holder);
    const step = stepOf(await signedBy(leaf, { intermediates: [authority, ...crowd] }), 'SIGNER_CERTIFICATE');
    expect(step).toMatchObject({ outcome: 'UNKNOWN', reason: { code: 'TRUST_ANCHOR_MISSING' } });
  });
});

describe('a long line of authorities', () => {
  it('is not followed beyond what any real authority needs', async () => {
    let last = root;
    const line: Holder[] = [];
    for (let depth = 0; depth < 9; depth += 1) {
      last = issue({ name: `虚构第${depth}级CA`, authority: true }, last);
      line.push(last);
    }
    const leaf = issue({ name: '虚构市末级局' }, last);
    const step = stepOf(await signedBy(leaf, { intermediates: [authority, ...line] }), 'SIGNER_CERTIFICATE');
    expect(step).toMatchObject({ outcome: 'UNKNOWN', reason: { code: 'TRUST_ANCHOR_MISSING' } });
  });
});

describe('the certificate itself', () => {
  it('for encryption only may not sign', async () => {
    const verdict = await signedBy(signerWith({ keyUsage: ['keyEncipherment', 'dataEncipherment'] }));
    expect(troubles(verdict)).toEqual(['SIGNER_CERTIFICATE FAILED CERTIFICATE_WRONG_USE']);
  });

  it('without a stated use may sign', async () => {
    expect(troubles(await signedBy(signerWith({ keyUsage: null })))).toEqual([]);
  });

  it('with a critical extension that nobody knows is undecided', async () => {
    const more = [extension('1.2.3.4.5', Buffer.from([5, 0]), true)];
    const step = stepOf(await signedBy(signerWith({ more })), 'SIGNER_CERTIFICATE');
    expect(step).toMatchObject({ outcome: 'UNKNOWN', detail: '1.2.3.4.5' });
  });

  it('with the same extension twice is not read', async () => {
    const more = [extension('2.5.29.15', Buffer.from([3, 2, 0, 0xff]))];
    expect(troubles(await signedBy(signerWith({ more })))).toEqual([
      'STRUCTURE FAILED CERTIFICATE_MALFORMED',
    ]);
  });

  it('that states two methods is not read', async () => {
    const verdict = await signedBy(signerWith({ outerAlgorithm: '1.2.840.113549.1.1.11' }));
    expect(troubles(verdict)).toEqual(['STRUCTURE FAILED CERTIFICATE_MALFORMED']);
  });

  it('signed with another method than SM2 is undecided', async () => {
    const verdict = await signedBy(signerWith({ algorithm: '1.2.840.113549.1.1.11' }));
    expect(troubles(verdict)).toEqual(['SIGNER_CERTIFICATE UNKNOWN CERTIFICATE_ALGORITHM_UNSUPPORTED']);
  });

  it('of a citizen does not show the number that its authority wrote into the name', async () => {
    const verdict = await signedBy(signerWith({ name: '张虚构 110101190001010015' }));
    expect(verdict.signer).toBe('张虚构 110101************');
    expect(JSON.stringify(verdict)).not.toContain('190001010015');
  });
});

describe('the time of a certificate', () => {
  const expired = { from: new Date('2026-01-01T00:00:00Z'), until: new Date('2026-03-31T00:00:00Z') };

  it('expired since, it does not void what was signed while it was valid, and is told apart from valid now', async () => {
    const verdict = await signedBy(signerWith(expired));
    expect(troubles(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ valid: true, validWhenSealed: true, validNow: false });
    expect(verdict.conclusion.code).toBe('VALID_WHEN_SEALED');
  });

  it('expired when signing, it is refused on both counts', async () => {
    const verdict = await signedBy(signerWith({ ...expired, until: new Date('2026-03-01T00:00:00Z') }));
    expect(troubles(verdict)).toEqual([
      'SIGNER_CERTIFICATE FAILED CERTIFICATE_EXPIRED',
      'SIGNING_TIME FAILED SIGNED_OUTSIDE_CERTIFICATE',
    ]);
  });

  it('not yet valid when signing, it is refused', async () => {
    const verdict = await signedBy(signerWith({ from: new Date('2026-05-01T00:00:00Z') }));
    expect(troubles(verdict)[0]).toBe('SIGNER_CERTIFICATE FAILED CERTIFICATE_NOT_BEGUN');
  });

  it("counts, for the maker's, when the seal was made", async () => {
    const shortLived = issue(
      { name: '虚构短期制章系统', until: new Date('2025-02-01T00:00:00Z') },
      authority,
    );
    expect(troubles(await signedBy(signer, {}, shortLived))).toEqual([]);
    const tooLate = issue({ name: '虚构过期制章系统', until: new Date('2024-12-01T00:00:00Z') }, authority);
    expect(troubles(await signedBy(signer, {}, tooLate))).toEqual([
      'MAKER_CERTIFICATE FAILED CERTIFICATE_EXPIRED',
    ]);
  });

  it('of an authority in between counts as well', async () => {
    const brief = issue(
      { name: '虚构短期CA', authority: true, until: new Date('2026-02-01T00:00:00Z') },
      root,
    );
    const leaf = issue({ name: '虚构市短期局' }, brief);
    const verdict = await signedBy(leaf, { intermediates: [authority, brief] });
    expect(stepOf(verdict, 'SIGNER_CERTIFICATE')).toMatchObject({
      outcome: 'FAILED',
      reason: { code: 'CERTIFICATE_EXPIRED' },
    });
  });
});
