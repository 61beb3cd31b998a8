import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LineSieve } from '../../../connectors/region-data/line-sieve.js';

async function sieved(chunks: readonly string[], wanted: readonly string[] | null) {
  const sieve = new LineSieve(wanted);
  const kept: Buffer[] = [];
  for await (const part of Readable.from(chunks.map((text) => Buffer.from(text))).pipe(sieve))
    kept.push(part as Buffer);
  return { text: Buffer.concat(kept).toString(), lines: sieve.lines };
}

const words = fc.constantFrom('44', '4409', '15', '', '440', '茂名', '44,虚构');

it('blanks what is not wanted and keeps every line in its place, however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(words, { minLength: 1, maxLength: 30 }),
      fc.boolean(),
      fc.array(fc.nat({ max: 200 }), { maxLength: 8 }),
      async (lines, ended, cuts) => {
        const text = lines.join('\n') + (ended ? '\n' : '');
        const points = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
        const chunks = points.slice(1).map((end, at) => text.slice(points[at], end));
        const whole = ended || lines.at(-1) !== '' ? lines : lines.slice(0, -1);

        const everything = await sieved(chunks, null);
        expect(everything).toEqual({ text, lines: whole.length });

        const some = await sieved(chunks, ['4409', '15']);
        expect(some.lines).toBe(whole.length);
        expect(some.text.split('\n').slice(0, whole.length)).toEqual(
          whole
            .map((line, at) => (at === 0 || /^(4409|15)/.test(line) ? line : ''))
            .slice(0, some.text.split('\n').length),
        );
      },
    ),
  );
});
