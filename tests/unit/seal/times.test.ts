import { describe, expect, it } from 'vitest';
import { parseDer, tags } from '../../../connectors/seal/der.js';
import { asn1Time, compactTime, ofdTime } from '../../../connectors/seal/times.js';
import { der } from '../../support/seal-ca/index.js';

const limits = { derDepth: 4, derElements: 10 };
const read = (tag: number, text: string) =>
  asn1Time(parseDer(der.element(tag, Buffer.from(text)), limits))?.toISOString() ?? null;

describe('times as seal makers write them', () => {
  it.each([
    ['210519125344Z', '2021-05-19T12:53:44.000Z'],
    ['2105191253Z', '2021-05-19T12:53:00.000Z'],
    ['210519205344+0800', '2021-05-19T12:53:44.000Z'],
    ['210519205344', '2021-05-19T12:53:44.000Z'],
    ['491231235959Z', '2049-12-31T23:59:59.000Z'],
    ['500101000000Z', '1950-01-01T00:00:00.000Z'],
    ['210631000000Z', null],
    ['211301000000Z', null],
    ['210519246000Z', null],
    ['2105191Z', null],
    ['', null],
  ])('UTCTime %s is %s', (text, wanted) => {
    expect(read(tags.utcTime, text)).toBe(wanted);
  });

  it.each([
    ['20210519125344Z', '2021-05-19T12:53:44.000Z'],
    ['20200723130907.763Z', '2020-07-23T13:09:07.000Z'],
    ['20210519205344', '2021-05-19T12:53:44.000Z'],
    ['20210519042344-0830', '2021-05-19T12:53:44.000Z'],
    ['20210229000000Z', null],
    ['20240229000000Z', '2024-02-29T00:00:00.000Z'],
    ['00500101000000Z', null],
    ['20210519125344Z ', null],
  ])('GeneralizedTime %s is %s', (text, wanted) => {
    expect(read(tags.generalizedTime, text)).toBe(wanted);
  });

  it('another type is no time', () => {
    expect(read(tags.ia5String, '20210519125344Z')).toBeNull();
  });

  it.each([
    ['2020-04-22 16:22:44', '2020-04-22T08:22:44.000Z'],
    ['2024-01-01T00:00:00', '2023-12-31T16:00:00.000Z'],
    ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00.000Z'],
    ['2024-01-01T00:00:00.123+08:00', '2023-12-31T16:00:00.000Z'],
    ['20221101092233Z', '2022-11-01T09:22:33.000Z'],
    ['yesterday', undefined],
    ['', undefined],
  ])('SignatureDateTime %s is %s', (text, wanted) => {
    expect(ofdTime(text)?.toISOString()).toBe(wanted);
    expect(compactTime('2024')).toBeNull();
  });
});
