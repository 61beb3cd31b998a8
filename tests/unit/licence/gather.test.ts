import { describe, expect, it } from 'vitest';
import { gatherByHolder, gatherByIdentifier, gatherChecks } from '../../../catalog/licence/gather.service.js';
import { Fault } from '../../../catalog/index.js';
import type { LicenceAsk, LicenceRecord, LicenceSource, SourceAnswer } from '../../../catalog/ports.js';
import {
  businessLicence,
  callOf,
  identifierOf,
  identityCard,
  person,
  purpose,
  recordOf,
  titleDeed,
} from '../../support/sample-case.js';
import {
  absent,
  checkSource,
  directoryOf,
  faulted,
  found,
  licenceSource,
} from '../../support/source-double.js';

const asks = [businessLicence, identityCard, titleDeed].map((type) => ({ holder: person, type, purpose }));
const know = (ask: LicenceAsk) => found<readonly LicenceRecord[]>([recordOf({ type: ask.type })]);

function gathered(sources: readonly LicenceSource[], change: Parameters<typeof callOf>[0] = {}) {
  return gatherByHolder(directoryOf(sources), asks, callOf(change));
}
const states = (told: Awaited<ReturnType<typeof gathered>>) =>
  told.map((row) =>
    row.map(
      ({ source, answer }) => `${source} ${answer.state === 'FAULTED' ? answer.reason.code : answer.state}`,
    ),
  );

/** A connector that does wrong in one way; a sound one stands beside it. */
function broken(byHolder: LicenceSource['byHolder']): LicenceSource {
  return licenceSource('b-broken', [businessLicence, identityCard], know, { byHolder }).source;
}

describe('the gathering step', () => {
  it('asks each source once, with all it knows, in the order asked', async () => {
    const one = licenceSource('one', [identityCard, businessLicence], know);
    const two = licenceSource('two', [titleDeed], know);
    const none = licenceSource('none', [], know);
    expect(states(await gathered([two.source, one.source, none.source]))).toEqual([
      ['one FOUND'],
      ['one FOUND'],
      ['two FOUND'],
    ]);
    expect(one.calls).toEqual([{ source: 'one', asks: asks.slice(0, 2) }]);
    expect(two.calls).toHaveLength(1);
    expect(none.calls).toHaveLength(0);
  });

  it('asks all at once: neither waits for the other', async () => {
    let open: () => void = () => undefined;
    const other = new Promise<void>((resolve) => (open = resolve));
    const first = licenceSource('first', [businessLicence], know, {
      byHolder: async (its) => {
        await other;
        return its.map(know);
      },
    });
    const second = licenceSource('second', [identityCard], know, {
      byHolder: (its) => {
        open();
        return Promise.resolve(its.map(know));
      },
    });
    expect(states(await gathered([first.source, second.source]))).toEqual([
      ['first FOUND'],
      ['second FOUND'],
      [],
    ]);
  });

  it('brings what several sources say of one type, by their names', async () => {
    const late = licenceSource('b', [businessLicence], () => absent);
    const early = licenceSource('a', [businessLicence], know);
    expect(states(await gathered([late.source, early.source]))[0]).toEqual(['a FOUND', 'b ABSENT']);
  });

  it.each<[string, LicenceSource['byHolder'], string]>([
    ['throws a fault', () => Promise.reject(new Fault('SOURCE_SLOW', { source: 'b' })), 'SOURCE_SLOW'],
    ['throws something else', () => Promise.reject(new Error(person.code)), 'SOURCE_MISBEHAVED'],
    [
      'throws at once',
      () => {
        throw new TypeError('no');
      },
      'SOURCE_MISBEHAVED',
    ],
    ['answers too little', (its) => Promise.resolve(its.slice(1).map(know)), 'SOURCE_MISBEHAVED'],
    ['answers too much', (its) => Promise.resolve([...its, ...its].map(know)), 'SOURCE_MISBEHAVED'],
    ['leaves a hole', (its) => Promise.resolve(Array<SourceAnswer<never>>(its.length)), 'SOURCE_MISBEHAVED'],
    [
      'repeats the number in its message',
      (its) => Promise.resolve(its.map(() => faulted(`no ${person.code}`))),
      'SOURCE_MISBEHAVED',
    ],
  ])('a source that %s spoils its own rows only', async (_, byHolder, code) => {
    const sound = licenceSource('a-sound', [businessLicence, titleDeed], know);
    const told = await gathered([broken(byHolder), sound.source]);
    expect(states(told)).toEqual([
      ['a-sound FOUND', `b-broken ${code}`],
      [`b-broken ${code}`],
      ['a-sound FOUND'],
    ]);
    const reasons = told.flat().flatMap(({ answer }) => (answer.state === 'FAULTED' ? [answer.reason] : []));
    expect(JSON.stringify(reasons)).not.toContain(person.code);
  });

  it('does not wait for a source beyond the deadline, even one that never hears of it', async () => {
    const deadline = new AbortController();
    const hanging = broken(() => new Promise(() => undefined));
    const sound = licenceSource('a-sound', [businessLicence], know);
    const told = gathered([hanging, sound.source], { deadline: deadline.signal });
    deadline.abort();
    expect(states(await told)).toEqual([
      ['a-sound FOUND', 'b-broken SOURCE_SLOW'],
      ['b-broken SOURCE_SLOW'],
      [],
    ]);
  });

  it('asks nobody once the deadline has passed, and hands it down before', async () => {
    const passed = licenceSource('one', [businessLicence], know);
    expect(states(await gathered([passed.source], { deadline: AbortSignal.abort() }))[0]).toEqual([
      'one SOURCE_SLOW',
    ]);
    expect(passed.calls).toHaveLength(0);

    const call = callOf();
    const outside: unknown[] = [];
    const listening = licenceSource('one', [businessLicence], know, {
      byHolder: (its, handed) => {
        outside.push(handed);
        return Promise.resolve(its.map(know));
      },
    });
    await gatherByHolder(directoryOf([listening.source]), asks, call);
    expect(outside).toEqual([{ deadline: call.deadline, traceId: call.traceId }]);
  });

  it('asks by identifier whoever knows its type, and checks whoever answers them', async () => {
    const identifier = identifierOf(identityCard, '7', '001');
    const one = licenceSource('one', [identityCard], know);
    const two = licenceSource('two', [businessLicence], know);
    const check = checkSource('tax', ['tax-cleared'], () => found({ passed: true, detail: {} }));
    const directory = directoryOf([one.source, two.source], [check.source]);
    await gatherByIdentifier(directory, [{ identifier, purpose }], callOf());
    expect([one.calls, two.calls]).toEqual([[{ source: 'one', asks: [{ identifier, purpose }] }], []]);
    const names = ['tax-cleared', 'no-debts'];
    const told = await gatherChecks(
      directory,
      names.map((name) => ({ check: name, holder: person, purpose })),
      callOf(),
    );
    expect(told.map((row) => row.map(({ answer }) => answer.state))).toEqual([['FOUND'], []]);
    expect(check.calls).toHaveLength(1);
  });
});
