import { exerciseLevels, type ExerciseLevel } from '../code/index.js';
import type { TimeLimit } from '../matter/element.js';
import type { Standard, StandardElement } from '../standard/standard.js';
import { compareBaseCode, compareMatterCode } from './code.rules.js';
import { type ConformanceRuleName, conformanceRules } from './conformance-rules.js';
import type { ComparedMatter, Departure, Deviation } from './conformance.js';
import { type ItemKind, type ItemOf, itemKinds, type ListReading } from './list-item.rules.js';
import { compareLists } from './list.rules.js';
import { normalText, shown } from './normal-text.rules.js';
import { compareLimits, limitText } from './time-limit.rules.js';

type Base = NonNullable<ComparedMatter['base']>;

/** Everything in which a matter departs from its base matter, by the elements of a standard in their order. */
export function judgeMatter(standard: Standard, matter: ComparedMatter): readonly Deviation[] {
  const { base, baseCode } = matter;
  if (!base) {
    const rule = baseCode === null ? 'BASE_CODE_MISSING' : 'BASE_MATTER_UNKNOWN';
    return [deviationOf(matter, 'baseCode', { rule, expected: null, found: baseCode })];
  }
  return standard.elements
    .filter(({ lower }) => lower !== 'FREE')
    .flatMap((element) =>
      departuresOf(element, matter, base).map((departure) => deviationOf(matter, element.reads, departure)),
    );
}

function departuresOf(element: StandardElement, matter: ComparedMatter, base: Base): readonly Departure[] {
  switch (element.reads) {
    case 'baseCode':
      return compareBaseCode(matter);
    case 'matterCode':
      return compareMatterCode(matter);
    case 'name':
      return compareTexts(element, matter.name, base.subName ?? base.mainName);
    case 'mainName':
      return compareTexts(element, matter.mainItem ?? base.mainName, base.mainName);
    case 'type':
      return compareTexts(element, matter.type, base.type);
    case 'statutoryTimeLimit':
      return compareLimitElements(
        element,
        matter.found.statutoryTimeLimit ?? null,
        matter.expected.statutoryTimeLimit ?? null,
        'TIME_LIMIT_LONGER',
      );
    case 'committedTimeLimit':
      return compareCommitment(element, matter, base);
    case 'exerciseLevels':
      return [...levelDepartures(matter, base), ...compareListElements(element.reads, element, matter)];
    case 'legalBases':
    case 'serviceObjects':
    case 'acceptanceConditions':
    case 'materials':
    case 'process':
    case 'forms':
    case 'results':
      return compareListElements(element.reads, element, matter);
  }
}

function compareTexts(
  { compares }: StandardElement,
  found: string | null,
  expected: string,
): readonly Departure[] {
  if (found === null) return [{ rule: 'ELEMENT_MISSING', expected, found }];
  const [rule, same]: [ConformanceRuleName, boolean] =
    compares === 'TEXT'
      ? ['TEXT_DIFFERENT', normalText(found) === normalText(expected)]
      : ['VALUE_DIFFERENT', found === expected];
  return same ? [] : [{ rule, expected: shown([expected]), found: shown([found]) }];
}

/** The base matter's promise binds; where it makes none, the law's limit does. To promise nothing is no deviation. */
function compareCommitment(
  element: StandardElement,
  matter: ComparedMatter,
  base: Base,
): readonly Departure[] {
  const found = matter.found.committedTimeLimit ?? null;
  if (found === null) return [];
  const promised = matter.expected.committedTimeLimit ?? null;
  if (promised !== null) return compareLimitElements(element, found, promised, 'TIME_LIMIT_LONGER');
  // The law's limit is a bound even for a standard that fixes the promise: no promise is there to be the same as.
  const bounded = { ...element, lower: 'TIGHTEN_ONLY' as const };
  return compareLimitElements(bounded, found, base.statutoryTimeLimit, 'COMMITTED_BEYOND_STATUTORY');
}

function compareLimitElements(
  { lower }: StandardElement,
  found: TimeLimit | null,
  expected: TimeLimit | null,
  longer: ConformanceRuleName,
): readonly Departure[] {
  if (expected === null) return [];
  if (found === null) return [{ rule: 'ELEMENT_MISSING', expected: limitText(expected), found: null }];
  const texts = { expected: limitText(expected), found: limitText(found) };
  switch (compareLimits(found, expected)) {
    case 'SAME':
      return [];
    case 'SHORTER':
      return lower === 'FIXED' ? [{ rule: 'VALUE_DIFFERENT', ...texts }] : [];
    case 'LONGER':
      return [{ rule: lower === 'FIXED' ? 'VALUE_DIFFERENT' : longer, ...texts }];
    case 'UNDECIDED':
      return [{ rule: 'TIME_LIMIT_NOT_COMPARABLE', ...texts }];
  }
}

function levelDepartures({ level }: ComparedMatter, base: Base): readonly Departure[] {
  const allowed = base.exerciseLevels;
  if (level === null || allowed.length === 0 || allowed.includes(level) || allowed.includes('GRADED'))
    return [];
  const names = allowed.map((one) => exerciseLevels[one as ExerciseLevel].zh);
  return [{ rule: 'EXERCISE_LEVEL_NOT_LISTED', expected: shown(names), found: exerciseLevels[level].zh }];
}

function compareListElements<Reading extends ListReading>(
  reading: Reading,
  element: StandardElement,
  matter: ComparedMatter,
): readonly Departure[] {
  const kind = itemKinds[reading] as ItemKind<ItemOf<Reading>>;
  const found = matter.found[reading] as readonly ItemOf<Reading>[] | undefined;
  const expected = matter.expected[reading] as readonly ItemOf<Reading>[] | undefined;
  // What the base matter does not state, it cannot hold anyone to.
  if (expected === undefined) return [];
  if (found === undefined) {
    return expected.length === 0
      ? []
      : [{ rule: 'ELEMENT_MISSING', expected: shown(expected.map(kind.text)), found: null }];
  }
  return compareLists(kind, element, found, expected);
}

function deviationOf(
  { key, name, organisation, region, level }: ComparedMatter,
  element: Deviation['element'],
  { rule, expected, found }: Departure,
): Deviation {
  const { severity, proposal } = conformanceRules[rule];
  const fill = (text: string) =>
    text.replace(
      /\{(expected|found)\}/gu,
      (_, which: string) => (which === 'found' ? found : expected) ?? '—',
    );
  return {
    matter: key,
    name,
    organisation,
    region,
    level,
    element,
    rule,
    severity,
    expected,
    found,
    proposal: { en: fill(proposal.en), zh: fill(proposal.zh) },
  };
}
