import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import { counts, openImportGround, realFile, rulesOf } from './import-ground.js';

const guangan = realFile('guangan-guide-index.json');

describe.skipIf(guangan === null)('the guide index of 广安区', () => {
  let fresh: FreshDatabase;
  let ground: Awaited<ReturnType<typeof openImportGround>>;
  beforeAll(async () => {
    fresh = await freshDatabase();
    ground = await openImportGround(fresh.database);
  });
  afterAll(() => fresh.drop());

  it('is in, every row of it', async () => {
    const report = await ground.importFile(guangan ?? '');
    console.log(counts(report), report.published, rulesOf(report.findings));
    const again = await ground.importFile(guangan ?? '');
    console.log(counts(again), again.published);
    console.log(
      report.findings
        .filter(
          (f) =>
            /DEPARTMENT_CODE|REGION_DIFF|TYPE_DIFF|PARTS|FORM_U|TWO|ODD|BASIS|WIDTH/.test(f.rule) &&
            f.rule !== 'X',
        )
        .map((f) => [f.row, f.field, f.value, f.rule, f.proposal].join(' | '))
        .filter(
          (x, i, a) =>
            a.findIndex(
              (y) => y.split(' | ')[3] === x.split(' | ')[3] && y.split(' | ')[2] === x.split(' | ')[2],
            ) === i,
        )
        .join('\n'),
    );
    expect(counts(again)).toEqual({ read: 1135, imported: 0, unchanged: 1135, rejected: 0 });
  });
});
