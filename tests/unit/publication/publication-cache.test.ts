import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MatterKey } from '../../../catalog/matter/matter.js';
import { openPublicationCache } from '../../../catalog/publication/publication-cache.js';
import type { Publication } from '../../../catalog/publication/publication.js';

const key = (name: string) => name as MatterKey;
const version = (number: number) => ({ digest: String(number) }) as Publication;

function trusted() {
  const cache = openPublicationCache(100);
  cache.trust();
  return cache;
}

describe('publications in memory', () => {
  it('keeps what was read, and forgets what is dropped', () => {
    const cache = trusted();
    cache.beginReading().end([
      [key('a'), version(1)],
      [key('b'), version(1)],
    ]);
    expect(cache.find(key('a'))).toEqual(version(1));
    cache.drop(key('a'));
    expect(cache.find(key('a'))).toBeUndefined();
    expect(cache.find(key('b'))).toEqual(version(1));
    cache.dropAll();
    expect(cache.find(key('b'))).toBeUndefined();
  });

  it('holds nothing while nobody tells it of changes, nor what was read in such a time', () => {
    const cache = openPublicationCache(100);
    const early = cache.beginReading();
    cache.trust();
    early.end([[key('a'), version(1)]]);
    expect(cache.find(key('a'))).toBeUndefined();
    cache.beginReading().end([[key('a'), version(1)]]);
    expect(cache.find(key('a'))).toBeDefined();
    const open = cache.beginReading();
    cache.distrust();
    expect(cache.find(key('a'))).toBeUndefined();
    cache.trust();
    open.end([[key('a'), version(1)]]);
    expect(cache.find(key('a'))).toBeUndefined();
  });

  it('does not keep what a read brings that began before the change it has missed', () => {
    const cache = trusted();
    const reading = cache.beginReading();
    cache.drop(key('a'));
    reading.end([
      [key('a'), version(1)],
      [key('b'), version(1)],
    ]);
    expect(cache.find(key('a'))).toBeUndefined();
    expect(cache.find(key('b'))).toBeDefined();
  });

  it('bypasses what is being written here until the transaction is over, however many write it', () => {
    const cache = trusted();
    cache.beginReading().end([[key('a'), version(1)]]);
    const [one, other] = [cache.suspend([key('a')]), cache.suspend([key('a')])];
    expect(cache.find(key('a'))).toBeUndefined();
    const reading = cache.beginReading();
    one.resume();
    cache.beginReading().end([[key('a'), version(1)]]);
    expect(cache.find(key('a'))).toBeUndefined();
    other.resume();
    reading.end([[key('a'), version(1)]]);
    expect(cache.find(key('a'))).toBeUndefined();
    cache.beginReading().end([[key('a'), version(2)]]);
    expect(cache.find(key('a'))).toEqual(version(2));
  });

  it('holds no more than it may', () => {
    const cache = openPublicationCache(2);
    cache.trust();
    for (const name of ['a', 'b', 'c']) cache.beginReading().end([[key(name), version(1)]]);
    expect([...'abc'].filter((name) => cache.find(key(name)))).toEqual(['b', 'c']);
  });

  it('never shows an older version than the last that was told of, in any order of reads, writes and notices', () => {
    type Step = 'READ' | 'END' | 'WRITE' | 'COMMIT' | 'NOTICE' | 'FOREIGN' | 'LOSE' | 'CONNECT';
    const steps = fc.array(
      fc.constantFrom<Step>('READ', 'END', 'WRITE', 'COMMIT', 'NOTICE', 'FOREIGN', 'LOSE', 'CONNECT'),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, (sequence) => {
        const cache = openPublicationCache(10);
        const a = key('a');
        let stored = 1;
        let told = 1;
        let connected = false;
        const readings: { end: () => void }[] = [];
        const writings: { resume(): void }[] = [];
        for (const step of sequence) {
          if (step === 'READ') {
            const [reading, seen] = [cache.beginReading(), stored];
            readings.push({ end: () => reading.end([[a, version(seen)]]) });
          } else if (step === 'END') readings.shift()?.end();
          else if (step === 'WRITE') writings.push(cache.suspend([a]));
          else if (step === 'COMMIT') {
            const writing = writings.shift();
            // Committed in the database, and over here, in one breath: nobody reads in between.
            if (writing) told = ++stored;
            writing?.resume();
          } else if (step === 'FOREIGN') stored += 1;
          else if (step === 'NOTICE' && connected) {
            told = stored;
            cache.drop(a);
          } else if (step === 'LOSE') {
            connected = false;
            cache.distrust();
          } else if (step === 'CONNECT') {
            connected = true;
            told = stored;
            cache.dropAll();
            cache.trust();
          }
          const shown = cache.find(a);
          if (shown) expect(Number(shown.digest)).toBeGreaterThanOrEqual(told);
          if (!connected) expect(shown).toBeUndefined();
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
