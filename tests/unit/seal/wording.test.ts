import { describe, expect, it } from 'vitest';
import {
  outcomeTitles,
  sealReasons,
  sealReport,
  stepTitles,
  judgeSeals,
  noTrust,
  allValid,
} from '../../../catalog/seal/index.js';
import { sealTable } from '../../../gateway/command-line/seal-table.js';
import { facts } from '../../support/seal-ca/facts.js';

const now = new Date('2026-06-01T00:00:00Z');
const verdicts = judgeSeals(
  { state: 'READ', signatures: [facts, { ...facts, signatureValue: 'BROKEN' }] },
  noTrust,
  now,
);

describe('what people read', () => {
  it('is there in both languages, for every reason, step and outcome', () => {
    const all = Object.entries({ ...sealReasons, ...stepTitles, ...outcomeTitles });
    expect(all.length).toBeGreaterThan(100);
    for (const [code, { en, zh }] of all) {
      expect(zh, code).toMatch(/\p{Script=Han}/u);
      expect(en, code).toMatch(/^[\x20-\x7e–]+$/);
    }
  });

  it('the conclusion names the first thing that is wrong', () => {
    expect(verdicts[1]?.conclusion).toEqual({
      code: 'NOT_VALID',
      en: `Not valid. ${sealReasons.SIGNATURE_BROKEN.en} Do not accept it.`,
      zh: `无效。${sealReasons.SIGNATURE_BROKEN.zh}请勿采信。`,
    });
  });
});

describe('the report that scripts read', () => {
  const report = sealReport('licence.ofd', verdicts);

  it('has the names of the contract', () => {
    expect(Object.keys(report)).toEqual(['file', 'signatures']);
    expect(report.signatures[0]).toMatchObject({
      kind: 'SEAL',
      valid: true,
      validWhenSealed: true,
      validNow: true,
      signer: '虚构市审批局',
      signedAt: '2026-03-04T05:06:07.000Z',
    });
    expect(Object.keys(report.signatures[0]?.steps[0] ?? {})).toEqual([
      'name',
      'outcome',
      'reason',
      'detail',
    ]);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('is all right only if everything is valid and anything is signed', () => {
    expect(allValid(report)).toBe(false);
    expect(allValid(sealReport('licence.ofd', verdicts.slice(0, 1)))).toBe(true);
    expect(allValid(sealReport('unsigned.ofd', []))).toBe(false);
  });
});

describe('the table that a clerk reads', () => {
  const table = sealTable(sealReport('licence.ofd', verdicts));

  it('says for each signature whether it is valid, and why, and leaves out what does not apply', () => {
    expect(table).toContain('[1/2] 电子签章 seal s1');
    expect(table).toContain('✔ 有效。');
    expect(table).toContain('✘ 无效。');
    expect(table).toContain('2026-03-04 13:06:07 +08:00');
    expect(table).not.toContain('未要求检查');
  });

  it('says plainly that a file is not signed', () => {
    expect(sealTable({ file: 'a.ofd', signatures: [] })).toContain('未签章');
  });

  it('keeps its columns under Chinese words', () => {
    const rows = table.split('\n').filter((line) => line.startsWith('  通过'));
    const columns = rows.map(
      (row) => [...row.slice(0, row.indexOf('〔') > 0 ? row.indexOf('〔') : undefined)].length,
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(columns.every((width) => width > 10)).toBe(true);
  });
});
