import { describe, expect, it } from 'vitest';
import { asTheBaseHasIt, catalogue, type Compiled } from './compiled.js';

/** Keys of the implementations that do not keep the rule; an empty list reads better in a failure than 2,551 assertions. */
const breaking = (keeps: (one: Compiled) => boolean) =>
  asTheBaseHasIt.filter((one) => !keeps(one)).map(({ matter }) => matter.key);

// The numbers are those of the consistency rules that real guide checkers use.
describe('what an implementation promises', () => {
  it('10: is at most half of the statutory limit, in the same unit', () => {
    expect(
      breaking(({ elements: { committedTimeLimit: own, statutoryTimeLimit: law } }) => {
        return (
          own !== undefined && law !== undefined && own.unit === law.unit && own.value <= law.value * 0.5
        );
      }),
    ).toEqual([]);
  });

  it('1: is handled at once exactly when it promises no days', () => {
    expect(
      breaking(({ elements }) => {
        return (elements.handlingKind === 'IMMEDIATE') === (elements.committedTimeLimit?.value === 0);
      }),
    ).toEqual([]);
  });

  it('3: gives a reason for a visit and only for a visit', () => {
    expect(
      breaking(({ elements }) => {
        return (elements.onSiteVisits === 0) === (elements.onSiteReason === undefined);
      }),
    ).toEqual([]);
  });

  it('4: needs no visit at the deepest online depth', () => {
    expect(
      breaking(({ elements }) => elements.online?.depth !== 'Ⅳ级' || elements.onSiteVisits === 0),
    ).toEqual([]);
  });

  it('5: names basis and standard of every fee', () => {
    expect(
      breaking(({ elements }) =>
        (elements.fees ?? []).every((fee) => fee.basis !== '' && fee.standard !== ''),
      ),
    ).toEqual([]);
    expect(asTheBaseHasIt.some(({ elements }) => elements.fees)).toBe(true);
  });

  it('8: explains a permission with a question and five steps', () => {
    expect(
      breaking(({ matter, elements }) => {
        if (matter.type !== '01') return true;
        return (elements.questions ?? []).length > 0 && (elements.process ?? []).length >= 5;
      }),
    ).toEqual([]);
  });

  it('2, 9: names a result with its type and a sample marked as invented', () => {
    expect(
      breaking(({ elements }) =>
        (elements.results ?? []).every(({ name, type, sample }) => {
          const fits = /证$/.test(name)
            ? type === '出证'
            : /批复$/.test(name)
              ? type === '批复'
              : type !== null;
          return fits && sample?.includes('虚构');
        }),
      ),
    ).toEqual([]);
  });

  it('6: gives two different telephone numbers that cannot be real', () => {
    const places = catalogue.matters.map((one) => one.elements.place);
    for (const place of places) {
      for (const phone of [place?.consultation, place?.complaint]) {
        expect(phone).toMatch(/^(0668-0000\d{3}|020-00000\d{3})$/);
      }
      expect(place?.consultation).not.toBe(place?.complaint);
    }
  });

  it('leads to no real address, neither street nor link', () => {
    for (const { elements } of catalogue.matters) {
      expect(elements.place?.address).toContain('虚构地址');
      expect(new URL(elements.online?.url ?? '').hostname).toMatch(/\.example$/);
      expect(new URL(elements.online?.mobileUrl ?? '').hostname).toMatch(/\.example$/);
    }
  });
});
