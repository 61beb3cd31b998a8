import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DataCheckSource, LicenceAsk, LicenceSource } from '../../catalog/ports.js';
import { asks, checkAsks, identifierAsks, outsideCall } from '../support/department-source/known-asks.js';

/** Somebody who keeps the registry's invented holders and answers for them. */
export interface ContractSubject {
  readonly licences: LicenceSource;
  readonly checks: DataCheckSource;
  /** How often somebody outside was asked. */
  calls(): number;
  /** Silent from now on: nothing comes back. */
  fall(): Promise<void>;
  heal(): Promise<void>;
  close(): Promise<void>;
}

/** The promises of LicenceSource and DataCheckSource; whoever implements them runs this suite. */
export function licenceSourceContract(who: string, open: () => Promise<ContractSubject>): void {
  describe(`licence and data check source: ${who}`, () => {
    let subject: ContractSubject;
    beforeAll(async () => {
      subject = await open();
    });
    afterAll(() => subject.close());

    const byHolder = (list: readonly LicenceAsk[], deadline?: AbortSignal) =>
      subject.licences.byHolder(list, outsideCall(deadline));
    const states = (answers: readonly { state: string }[]) => answers.map(({ state }) => state);

    test('no questions: no answers, and nobody is asked', async () => {
      const before = subject.calls();
      expect(await byHolder([])).toEqual([]);
      expect(await subject.licences.byIdentifier([], outsideCall())).toEqual([]);
      expect(await subject.checks.check([], outsideCall())).toEqual([]);
      expect(subject.calls()).toBe(before);
    });

    test('found, absent and faulted stand where their questions stood', async () => {
      const answers = await byHolder([asks.absent, asks.found, asks.badRow, asks.company, asks.nobody]);
      expect(states(answers)).toEqual(['ABSENT', 'FOUND', 'FAULTED', 'FOUND', 'ABSENT']);
    });

    test('records are of the holder and the type that were asked for', async () => {
      const list = [asks.foundTwo, asks.company, asks.found];
      const answers = await byHolder(list);
      answers.forEach((answer, index) => {
        if (answer.state !== 'FOUND') throw new Error('not found');
        expect(answer.value.length).toBe(index === 0 ? 2 : 1);
        for (const record of answer.value) {
          expect(record.holder).toEqual(list[index]?.holder);
          expect(record.type).toBe(list[index]?.type);
        }
      });
    });

    test('whatever is asked together is answered as if it were asked alone', async () => {
      const known = [
        asks.found,
        asks.foundTwo,
        asks.company,
        asks.absent,
        asks.nobody,
        asks.badRow,
        asks.notOffered,
      ];
      const alone = new Map<LicenceAsk, unknown>();
      for (const ask of known) alone.set(ask, (await byHolder([ask]))[0]);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.constantFrom(...known), { maxLength: 120 }), async (list) => {
          expect(await byHolder(list)).toEqual(list.map((ask) => alone.get(ask)));
        }),
        { numRuns: 20 },
      );
    });

    test('by identifier: the licence, its absence, or why it cannot be said', async () => {
      const list = [identifierAsks.absent, identifierAsks.found, identifierAsks.badRow, identifierAsks.other];
      const answers = await subject.licences.byIdentifier(list, outsideCall());
      expect(states(answers)).toEqual(['ABSENT', 'FOUND', 'FAULTED', 'FOUND']);
      const [, company, , person] = answers;
      expect(company).toMatchObject({ value: { identifier: identifierAsks.found.identifier } });
      expect(person).toMatchObject({ value: { identifier: identifierAsks.other.identifier } });
    });

    test('a data check says yes, no, or that nothing is known, and no is not silence', async () => {
      const list = [checkAsks.notPassed, checkAsks.absent, checkAsks.passed];
      const answers = await subject.checks.check(list, outsideCall());
      expect(answers).toMatchObject([
        { state: 'FOUND', value: { passed: false } },
        { state: 'ABSENT' },
        { state: 'FOUND', value: { passed: true } },
      ]);
    });

    test('what it does not offer is faulted, never absent', async () => {
      const [licence] = await byHolder([asks.notOffered]);
      const [check] = await subject.checks.check([checkAsks.notOffered], outsideCall());
      expect(licence).toMatchObject({ state: 'FAULTED', reason: { code: 'SOURCE_NOT_OFFERED' } });
      expect(check).toMatchObject({ state: 'FAULTED', reason: { code: 'SOURCE_NOT_OFFERED' } });
    });

    test('a deadline that has passed: everything faulted, and nobody is asked', async () => {
      const before = subject.calls();
      const answers = await byHolder([asks.found, asks.absent], AbortSignal.abort());
      expect(answers).toMatchObject([
        { state: 'FAULTED', reason: { code: 'SOURCE_SLOW' } },
        { state: 'FAULTED', reason: { code: 'SOURCE_SLOW' } },
      ]);
      expect(subject.calls()).toBe(before);
    });

    test('silence ends with the deadline, is faulted with a reason in two languages, and heals by itself', async () => {
      await subject.fall();
      const deadline = AbortSignal.timeout(150);
      const [licences, licence, check] = await Promise.all([
        byHolder([asks.found], deadline),
        subject.licences.byIdentifier([identifierAsks.found], outsideCall(deadline)),
        subject.checks.check([checkAsks.passed], outsideCall(deadline)),
      ]);
      for (const [answer] of [licences, licence, check]) {
        if (answer?.state !== 'FAULTED') throw new Error('silence was taken for an answer');
        expect(answer.reason.code).toBe('SOURCE_SLOW');
        expect(answer.reason.en).not.toBe('');
        expect(answer.reason.zh).not.toBe('');
        expect(JSON.stringify(answer)).not.toContain(asks.found.holder.code);
      }
      await subject.heal();
      expect(states(await byHolder([asks.found]))).toEqual(['FOUND']);
    });

    test('when it was checked is said of every answer', async () => {
      const answers = await byHolder([asks.found, asks.nobody, asks.badRow, asks.notOffered]);
      for (const { checkedAt } of answers) expect(checkedAt).toBeInstanceOf(Date);
    });
  });
}
