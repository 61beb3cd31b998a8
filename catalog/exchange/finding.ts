import type { Wording } from '../wording.js';
import { findingRules, type FindingRuleName, type Severity } from './finding-rules.js';

/** What an import found in one row. `row` 0 is the file as a whole. */
export interface Finding {
  readonly row: number;
  /** JSON path ($[3].items[0].sub_items[2]) or `line 5`. */
  readonly path: string;
  readonly field: string | null;
  /** As it stands in the file: catalogue content is public. */
  readonly value: string | null;
  readonly rule: FindingRuleName;
  readonly severity: Severity;
  /** What was perhaps meant. Nobody applies it but a person. */
  readonly proposal: string | null;
}

/** A finding before it is known in which row it stands. */
export interface FindingDraft {
  readonly rule: FindingRuleName;
  readonly field: string | null;
  readonly value: string | null;
  readonly proposal: string | null;
}

export function found(
  rule: FindingRuleName,
  field: string | null,
  value: unknown,
  proposal: string | null = null,
): FindingDraft {
  return {
    rule,
    field,
    value: value === null || value === undefined ? null : showable(value),
    proposal: proposal === null ? null : showable(proposal),
  };
}

export function findingAt(row: number, path: string, draft: FindingDraft): Finding {
  const { rule, field, value, proposal } = draft;
  return { row, path, field, value, rule, severity: findingRules[rule].severity, proposal };
}

export function rejects(draft: FindingDraft): boolean {
  return findingRules[draft.rule].severity === 'ERROR';
}

export function wordingOf(rule: FindingRuleName): Wording {
  return findingRules[rule];
}

const longestValue = 300;

/** PostgreSQL takes no NUL, and half a surrogate pair would be replaced without a word: both are shown as escapes. */
function showable(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // A cut must not fall inside a surrogate pair, hence the characters and not the code units.
  const short =
    text.length > longestValue ? `${[...text.slice(0, longestValue)].slice(0, -1).join('')}…` : text;
  return short.replace(unstorable, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const unstorable = /\0|\p{Surrogate}/gu;

/** Whether PostgreSQL would keep the text exactly as written. */
export function isStorable(text: string): boolean {
  return !/\0|\p{Surrogate}/u.test(text);
}
