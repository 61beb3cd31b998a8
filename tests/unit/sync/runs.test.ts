import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeKinds } from '../../../catalog/change/change.js';
import { runsOf, type SoundChange } from '../../../catalog/sync/sync.rules.js';

const changes = fc
  .array(fc.record({ kind: fc.constantFrom(...changeKinds), key: fc.constantFrom('a', 'b', 'c', 'd') }), {
    maxLength: 40,
  })
  .map((list) =>
    list.map(({ kind, key }, at): SoundChange => ({
      position: String(at + 1),
      origin: 'test',
      kind,
      key,
      version: 1,
      digest: '',
      deleted: false,
      document: null,
    })),
  );

describe('runs of a page', () => {
  it('keep every change once and in order', () => {
    fc.assert(
      fc.property(changes, (page) => {
        expect(runsOf(page).flat()).toEqual(page);
      }),
    );
  });

  it('hold one kind and no key twice', () => {
    fc.assert(
      fc.property(changes, (page) => {
        for (const run of runsOf(page)) {
          expect(new Set(run.map(({ kind }) => kind)).size).toBe(1);
          expect(new Set(run.map(({ key }) => key)).size).toBe(run.length);
        }
      }),
    );
  });
});
