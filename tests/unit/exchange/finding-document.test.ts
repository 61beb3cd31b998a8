import { expect, it } from 'vitest';
import { findingRules } from '../../../catalog/exchange/finding-rules.js';

/** `npx vitest run tests/unit/exchange -u` writes the document anew; CI only compares. */
it('docs/import-findings.md lists exactly the rules that imports know', async () => {
  const rows = Object.entries(findingRules).map(
    ([rule, { severity, en, zh }]) => `| \`${rule}\` | ${severity} | ${en} | ${zh} |`,
  );
  const document = [
    '# Findings of imports 导入发现一览',
    '',
    'Printed from `catalog/exchange/finding-rules.ts`; do not edit by hand.',
    '',
    '- ERROR: the row is rejected. 该行被拒绝。',
    '- WARNING: imported, and somebody should look. 已导入，需人工核对。',
    '- NOTICE: imported, worth knowing. 已导入，供参考。',
    '',
    '| rule | severity | English | 中文 |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
  await expect(document).toMatchFileSnapshot('../../../docs/import-findings.md');
});
