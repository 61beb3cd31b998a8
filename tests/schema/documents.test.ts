import { describe, expect, it } from 'vitest';
import { faultReasons } from '../../catalog/fault-reasons.js';
import { codeOfKind } from '../../gateway/faults.js';
import { httpRefusals } from '../../gateway/http/refusal.js';

/** `npx vitest run tests/schema -u` writes the documents anew; CI only compares. */
describe('documents that are printed from the code', () => {
  it('docs/errors.md lists exactly the faults that the code knows', async () => {
    await expect(errorsDocument()).toMatchFileSnapshot('../../docs/errors.md');
  });

  it('no sentence of a fault forgets a language or a full stop', () => {
    const wrong = Object.entries(faultReasons).filter(
      ([, { en, zh }]) => !/[.!?]$/.test(en) || !/[。！？]$/.test(zh) || !/[\u4e00-\u9fff]/.test(zh),
    );
    expect(wrong.map(([reason]) => reason)).toEqual([]);
  });

  it('both languages of a fault fill in the same facts', () => {
    const facts = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
    // A problem phrase may be bilingual already and then stands once; everything else stands in both.
    const wrong = Object.entries(faultReasons).filter(([, { en, zh }]) => {
      const [english, chinese] = [new Set(facts(en)), new Set(facts(zh))];
      return [...chinese].some((name) => !english.has(name));
    });
    expect(wrong.map(([reason]) => reason)).toEqual([]);
  });
});

function errorsDocument(): string {
  const rows = Object.entries(faultReasons).map(
    ([reason, { kind, en, zh }]) => `| \`${reason}\` | ${codeOfKind[kind]} | ${cell(en)} | ${cell(zh)} |`,
  );
  const http = Object.entries(httpRefusals).map(
    ([reason, { en, zh }]) => `| \`${reason}\` | ${cell(en)} | ${cell(zh)} |`,
  );
  return [
    '# Errors 错误一览',
    '',
    'Printed from `catalog/fault-reasons.ts`; do not edit by hand (`npx vitest run tests/schema -u` prints it anew).',
    '',
    'On the wire: `errors[].extensions = { code, reason, facts, traceId }`. Branch on `code` and `reason`, never on the sentence.',
    'An unexpected error is masked: `INTERNAL_SERVER_ERROR` with reason `UNEXPECTED` and a trace id that the log knows.',
    '',
    '| reason | code | English | 中文 |',
    '|---|---|---|---|',
    ...rows,
    '',
    '## Refused before GraphQL is asked',
    '',
    'Code `BAD_REQUEST`, with an HTTP status of 4xx.',
    '',
    '| reason | English | 中文 |',
    '|---|---|---|',
    ...http,
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
