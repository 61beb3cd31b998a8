// Imports one file in a process of its own and says what came of it; told to, it stops for ever after the first rows.
import { openDatabase } from '../../catalog/storage/index.js';
import { counts, openImportGround } from './import-ground.js';

const [url = '', path = '', stopAfter = ''] = process.argv.slice(2);
const database = await openDatabase({ url });
const { importFile } = await openImportGround(database, { regions: false });
try {
  const report = await importFile(path, {
    onRow: (done) => {
      if (stopAfter === '' || done < Number(stopAfter)) return;
      process.stdout.write('half\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    },
  });
  process.stdout.write(
    JSON.stringify({ ...counts(report), findings: report.findings.length, omitted: report.findingsOmitted }),
  );
} finally {
  await database.close();
}
