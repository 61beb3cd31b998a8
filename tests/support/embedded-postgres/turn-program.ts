// Takes its turn again and again and writes down when it goes in and out; killed at any moment by its parent.
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inTurn } from '../../../gateway/embedded-postgres/turn.js';

const [claims = '', diary = '', turns = ''] = process.argv.slice(2);

for (let count = 0; count < Number(turns); count += 1) {
  await inTurn(claims, { waitMs: 60_000, onWait: () => undefined }, async () => {
    appendFileSync(diary, `in ${process.pid}\n`);
    await sleep(1);
    appendFileSync(diary, `out ${process.pid}\n`);
  });
}
