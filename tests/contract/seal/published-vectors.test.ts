import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sm3, verifySm2 } from '../../../connectors/seal/sm2.js';
import { der, sign, sm2Key } from '../../support/seal-ca/index.js';

const publicKey = Buffer.from(
  '0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13',
  'hex',
);
const r = Buffer.from('F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3', 'hex');
const s = Buffer.from('B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA', 'hex');
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const message = Buffer.from('message digest');
const value = (one: Uint8Array | bigint, other: Uint8Array | bigint) =>
  der.sequence(der.integer(one), der.integer(other));

describe('SM3 and SM2 against published values', () => {
  it('SM3 of abc (GB/T 32905)', () => {
    expect(sm3(Buffer.from('abc')).toString('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
    expect(sm3(Buffer.from('a'), Buffer.from('bc'))).toEqual(createHash('sm3').update('abc').digest());
  });

  it('the signature of GB/T 32918 on the recommended curve holds', () => {
    // More often than the threshold from which keys are prepared: both ways of calculating have to agree.
    for (let round = 0; round < 12; round += 1)
      expect(verifySm2(publicKey, message, value(r, s))).toBe('HOLDS');
  });

  it('another message, another key and another value do not', () => {
    expect(verifySm2(publicKey, Buffer.from('message digesu'), value(r, s))).toBe('BROKEN');
    expect(verifySm2(sm2Key('anybody').publicKey, message, value(r, s))).toBe('BROKEN');
    expect(verifySm2(publicKey, message, value(s, r))).toBe('BROKEN');
  });

  it('a signature under an empty signer id does not hold', () => {
    const key = sm2Key('somebody');
    expect(verifySm2(key.publicKey, message, sign(key, message))).toBe('HOLDS');
    expect(verifySm2(key.publicKey, message, sign(key, message, ''))).toBe('BROKEN');
  });

  it.each<[string, Uint8Array]>([
    ['r = 0', value(0n, s)],
    ['s = 0', value(r, 0n)],
    ['s = n', value(r, order)],
    ['r + n', value(BigInt(`0x${r.toString('hex')}`) + order, s)],
    ['negative numbers', der.sequence(der.element(2, r), der.element(2, s))],
    ['a padded number', der.sequence(der.element(2, Buffer.from([0, 0]), r), der.integer(s))],
    ['three numbers', der.sequence(der.integer(r), der.integer(s), der.integer(1))],
    ['one number', der.sequence(der.integer(r))],
    ['64 bytes without DER', Buffer.concat([r, s])],
    ['nothing', Buffer.alloc(0)],
  ])('%s is malformed', (_, signature) => {
    expect(verifySm2(publicKey, message, signature)).toBe('MALFORMED');
  });

  it('a key that is no point of the curve verifies nothing', () => {
    const nowhere = Buffer.from(publicKey);
    nowhere[64] = (nowhere[64] ?? 0) ^ 1;
    expect(verifySm2(nowhere, message, value(r, s))).toBe('BROKEN');
  });
});
