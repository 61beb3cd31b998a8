import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LicenceQuestion } from '../../../catalog/licence/licence-sift.rules.js';
import { licenceReasonCodes } from '../../../catalog/licence/licence-reasons.js';
import { judgeLicence } from '../../../catalog/licence/licence.rules.js';
import { recordsOf } from '../../../catalog/licence/told.js';
import { parseCalendarDate } from '../../../catalog/index.js';
import type { LicenceRecord, SourceAnswer } from '../../../catalog/ports.js';
import {
  bureau,
  businessLicence,
  identifierOf,
  identityCard,
  licenceTypeOf,
  neighbour,
  now,
  person,
  recordOf,
} from '../../support/sample-case.js';
import { absent, faulted, found } from '../../support/source-double.js';
import { told as anyTold, wrongCheckDigit } from './arbitrary-told.js';

const fields = licenceTypeOf(businessLicence, ['name', 'address', 'holderName']).fields;
const question: LicenceQuestion = {
  type: businessLicence,
  holder: person,
  identifier: null,
  permission: { allowed: true, fields: ['name', 'address', 'holderName'], grants: ['g'] },
  disclosed: fields,
  told: [],
};
const denied = { allowed: false, reason: { code: 'GRANT_NONE', en: 'no', zh: '无' } } as const;

/** What each source in turn said. */
function judge(
  said: readonly SourceAnswer<readonly LicenceRecord[]>[],
  change: Partial<LicenceQuestion> = {},
) {
  const told = said.map((answer, index) => ({ source: `source-${index + 1}`, answer }));
  return judgeLicence({ ...question, told, ...change }, now).map(({ answer }) => answer);
}
const summary = (answers: ReturnType<typeof judge>) =>
  answers.map(({ status, reasons }) => [status, ...reasons.map(({ code }) => code)].join(' '));

describe('a licence that was asked for by its holder', () => {
  it.each<[string, readonly SourceAnswer<readonly LicenceRecord[]>[], readonly string[]]>([
    ['no source knows the type', [], ['UNDECIDED NO_SOURCE']],
    ['valid', [found([recordOf()])], ['VALID VALID']],
    ['not there', [absent], ['NOT_FOUND NOT_FOUND']],
    ['an empty list is not there either', [found([])], ['NOT_FOUND NOT_FOUND']],
    ['the source is silent', [faulted()], ['UNDECIDED SOURCE_SLOW']],
    ['one silent, one knows nothing', [absent, faulted()], ['UNDECIDED SOURCE_SLOW']],
    ['one silent, one knows it', [faulted(), found([recordOf()])], ['VALID VALID ANOTHER_SOURCE_SILENT']],
    [
      'expired though called valid',
      [found([recordOf({ validUntil: parseCalendarDate('2026-11-20') })])],
      ['EXPIRED EXPIRED_BY_DATE'],
    ],
    ["somebody else's", [found([recordOf({ holder: neighbour })])], ['UNDECIDED HOLDER_MISMATCH']],
    [
      'the same number under another type',
      [found([recordOf({ holder: { ...person, type: '999' } })])],
      ['UNDECIDED HOLDER_MISMATCH'],
    ],
    ['another type', [found([recordOf({ type: identityCard })])], ['UNDECIDED TYPE_MISMATCH']],
    [
      'an identifier of another type',
      [found([recordOf({ identifier: identifierOf(identityCard, '1', '001') })])],
      ['UNDECIDED TYPE_MISMATCH'],
    ],
    [
      "the holder's and somebody else's",
      [found([recordOf({ holder: neighbour }), recordOf()])],
      ['VALID VALID HOLDER_MISMATCH'],
    ],
    [
      'a wrong check character',
      [found([recordOf({ identifier: wrongCheckDigit })])],
      ['VALID VALID IDENTIFIER_CHECK_DIGIT'],
    ],
    ['no identifier', [found([recordOf({ identifier: null })])], ['VALID VALID IDENTIFIER_MISSING']],
    ['two sources agree', [found([recordOf()]), found([recordOf()])], ['VALID VALID']],
    [
      'two sources disagree',
      [found([recordOf()]), found([recordOf({ state: '05' })])],
      ['REVOKED REVOKED SOURCES_DISAGREE'],
    ],
    [
      'two versions',
      [found([recordOf(), recordOf({ identifier: identifierOf(businessLicence, '0001', '002') })])],
      ['VALID VALID', 'REPLACED OLDER_VERSION'],
    ],
    [
      'an older version that was revoked keeps saying so',
      [
        found([
          recordOf({ state: '05' }),
          recordOf({ identifier: identifierOf(businessLicence, '0001', '002') }),
        ]),
      ],
      ['VALID VALID', 'REVOKED REVOKED'],
    ],
  ])('%s', (_, said, expected) => {
    expect(summary(judge(said))).toEqual(expected);
  });

  it('is withheld with the reason of the denial when no grant allows it, whatever was told', () => {
    const [answer] = judge([found([recordOf()])], { permission: denied });
    expect(answer).toEqual({
      status: 'WITHHELD',
      reasons: [denied.reason],
      type: businessLicence,
      identifier: null,
      holderName: null,
      issuerCode: null,
      issuerName: null,
      validFrom: null,
      validUntil: null,
      fields: [],
      provenance: { source: null, state: 'WITHHELD', checkedAt: now, ageSeconds: 0, nextWindow: null },
    });
  });

  it('tells where it comes from and how old it is', () => {
    const asked = {
      state: 'FOUND',
      value: [recordOf()],
      checkedAt: new Date(now.getTime() - 90_500),
    } as const;
    expect(judge([absent, asked])[0]?.provenance).toEqual({
      source: 'source-2',
      state: 'LIVE',
      checkedAt: asked.checkedAt,
      ageSeconds: 90,
      nextWindow: null,
    });
    expect(judge([faulted()])[0]?.provenance).toMatchObject({ source: 'source-1', state: 'UNAVAILABLE' });
    expect(judge([absent])[0]?.provenance).toMatchObject({ source: 'source-1', state: 'LIVE' });
  });
});

describe('what of a licence is shown', () => {
  it('is the fields that are disclosed, with their labels, and what else needs a field to be worth showing', () => {
    expect(judge([found([recordOf()])])[0]).toMatchObject({
      identifier: recordOf().identifier,
      holderName: '虚构甲',
      issuerCode: bureau,
      fields: [
        { name: 'name', label: '标签-name', value: '虚构甲店' },
        { name: 'address', label: '标签-address', value: '虚构路1号' },
      ],
    });
  });

  it('is not the name of the holder unless a field of that name is disclosed', () => {
    const disclosed = fields.filter(({ name }) => name === 'name');
    expect(judge([found([recordOf()])], { disclosed })[0]).toMatchObject({ holderName: null });
  });

  it('is status and validity only where the matter needs no field', () => {
    expect(judge([found([recordOf()])], { disclosed: [] })[0]).toMatchObject({
      status: 'VALID',
      validUntil: '2027-12-31',
      identifier: null,
      holderName: null,
      issuerCode: null,
      issuerName: null,
      fields: [],
    });
  });

  it('is never a field that every object has', () => {
    const disclosed = [
      { name: 'constructor', label: 'x', classification: 'PUBLIC' as const, shareable: true },
    ];
    expect(judge([found([recordOf()])], { disclosed })[0]?.fields).toEqual([]);
  });
});

describe('a licence that was asked for by its identifier', () => {
  const identifier = identifierOf(businessLicence, '0001', '001');
  const one = (...said: readonly SourceAnswer<LicenceRecord>[]) => {
    const told = recordsOf(said.map((answer, index) => ({ source: `source-${index + 1}`, answer })));
    return judgeLicence({ ...question, holder: null, identifier, told }, now);
  };

  it('tells whose it is, for the record', () => {
    expect(one(found(recordOf()))).toMatchObject([
      { holder: person, answer: { status: 'VALID', identifier } },
    ]);
  });

  it.each<[string, readonly SourceAnswer<LicenceRecord>[], string]>([
    [
      'another identifier',
      [found(recordOf({ identifier: identifierOf(businessLicence, '0002', '001') }))],
      'UNDECIDED IDENTIFIER_MISMATCH',
    ],
    [
      'an identifier that cannot be read',
      [found(recordOf({ identifier: null }))],
      'UNDECIDED IDENTIFIER_MISMATCH',
    ],
    [
      'two holders for the same licence',
      [found(recordOf()), found(recordOf({ holder: neighbour }))],
      'UNDECIDED HOLDER_MISMATCH',
    ],
    ['nobody knows it', [absent], 'NOT_FOUND NOT_FOUND'],
  ])('%s', (_, said, expected) => {
    const judged = one(...said);
    expect(summary(judged.map(({ answer }) => answer))).toEqual([expected]);
    expect(judged[0]?.holder).toBeNull();
    expect(judged[0]?.answer).toMatchObject({ identifier, issuerCode: bureau, holderName: null, fields: [] });
  });
});

describe('whatever sources tell', () => {
  const judgeAny = (told: LicenceQuestion['told'], change: Partial<LicenceQuestion> = {}) =>
    judgeLicence({ ...question, told, ...change }, now);

  it('there is at least one answer, each with a reason of the closed list', () => {
    fc.assert(
      fc.property(anyTold, (told) => {
        const answers = judgeAny(told);
        expect(answers.length).toBeGreaterThan(0);
        for (const { answer } of answers) {
          expect(answer.reasons.length).toBeGreaterThan(0);
          for (const { code, en, zh } of answer.reasons) {
            expect([...licenceReasonCodes, 'SOURCE_SLOW']).toContain(code);
            if (code !== 'SOURCE_SLOW') expect([en, zh].join()).toMatch(/[a-z].*\p{Script=Han}/u);
          }
        }
      }),
    );
  });

  it('the order in which they tell it decides nothing', () => {
    const turned = anyTold.chain((told) =>
      fc
        .tuple(fc.shuffledSubarray([...told], { minLength: told.length }), fc.infiniteStream(fc.boolean()))
        .map(
          ([order, flips]) =>
            [
              told,
              order.map(({ source, answer }) => {
                const flip = flips.next().value === true;
                return answer.state === 'FOUND' && flip
                  ? { source, answer: { ...answer, value: [...answer.value].reverse() } }
                  : { source, answer };
              }),
            ] as const,
        ),
    );
    fc.assert(
      fc.property(turned, ([told, other]) => {
        const byName = [...other].sort((one, two) => (one.source < two.source ? -1 : 1));
        expect(judgeAny(byName)).toEqual(judgeAny(told));
        // Provenance of an empty answer names the first source asked; all else must not hang even on that.
        const verdicts = (from: LicenceQuestion['told']) =>
          summary(judgeAny(from).map(({ answer }) => answer));
        expect(verdicts(other)).toEqual(verdicts(told));
      }),
      { numRuns: 500 },
    );
  });

  it("nothing of somebody else's licence shows, and nothing at all without a permission", () => {
    fc.assert(
      fc.property(anyTold, (told) => {
        const shown = JSON.stringify(judgeAny(told).map(({ answer }) => answer));
        expect(shown).not.toContain('NAME-OF-THE-NEIGHBOUR');
        expect(shown).not.toContain(neighbour.code);
        const withheld = JSON.stringify(judgeAny(told, { permission: denied }));
        expect(withheld).not.toMatch(/NAME-OF|VALUE-|2030-01-01/);
      }),
      { numRuns: 500 },
    );
  });

  it('only the disclosed fields show', () => {
    fc.assert(
      fc.property(anyTold, fc.subarray([...fields]), (told, disclosed) => {
        const allowed = disclosed.map(({ name }) => name);
        for (const { answer } of judgeAny(told, { disclosed })) {
          for (const { name } of answer.fields) expect(allowed).toContain(name);
          if (!allowed.includes('holderName')) expect(answer.holderName).toBeNull();
        }
      }),
    );
  });

  it('VALID is said only of a record that says so of itself, is in its dates and has no newer version', () => {
    fc.assert(
      fc.property(anyTold, (told) => {
        const mine = told.flatMap(({ answer }) =>
          answer.state === 'FOUND'
            ? answer.value.filter((each) => each.holder === person && each.type === businessLicence)
            : [],
        );
        for (const { answer } of judgeAny(told).filter((each) => each.answer.status === 'VALID')) {
          const same = mine.filter(
            (each) => each.identifier === answer.identifier && each.validUntil === answer.validUntil,
          );
          expect(same.some(({ state }) => state === '10')).toBe(true);
          expect(answer.validUntil === null || answer.validUntil >= '2026-11-21').toBe(true);
          expect(answer.validFrom === null || answer.validFrom <= '2026-11-21').toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
