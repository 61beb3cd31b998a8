import { afterAll, beforeAll, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.js';
import { counts, fixture, openImportGround } from './import-ground.js';
let fresh: FreshDatabase; let ground: Awaited<ReturnType<typeof openImportGround>>;
beforeAll(async () => { fresh = await freshDatabase(); ground = await openImportGround(fresh.database); });
afterAll(() => fresh.drop());
it.each(['guide-clean.json','guide-dirty.json','guide-rejected.json','departments.csv','matters.csv','catalogue.json','catalogue.ndjson','catalogue-wrong.json'])('%s', async (n) => {
  const r = await ground.importFile(fixture(n));
  console.log(n, r.mapping, counts(r), r.published+'\n'+r.findings.map(f=>[f.row,f.path,f.field,(f.value??'').slice(0,60),f.rule,f.proposal].join(' | ')).join('\n'));
  const again = await ground.importFile(fixture(n)); console.log(counts(again), JSON.stringify(again.findings)===JSON.stringify(r.findings));
});
