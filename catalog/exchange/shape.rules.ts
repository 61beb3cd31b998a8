import { type FindingDraft, found, isStorable } from './finding.js';
import type { FindingRuleName } from './finding-rules.js';

/**
 * The form a value of a file must have. Strict: an unknown field is a finding, because a misspelt one would otherwise
 * be dropped in silence. `undefined` comes back only together with a finding.
 */
export type Shape<Value> = (
  value: unknown,
  field: string,
  note: (finding: FindingDraft) => void,
) => Value | undefined;

type Shapes<Values> = { readonly [Name in keyof Values]-?: Shape<Values[Name]> };

function shape<Value>(
  accepts: (value: unknown) => Value | undefined,
  rule: FindingRuleName = 'VALUE_WRONG_KIND',
): Shape<Value> {
  return (value, field, note) => {
    if (value === undefined) {
      note(found('FIELD_MISSING', field, null));
      return undefined;
    }
    const accepted = accepts(value);
    if (accepted === undefined) note(found(rule, field, value));
    return accepted;
  };
}

export function text(most = 500): Shape<string> {
  const kind = shape((value) => (typeof value === 'string' ? value : undefined));
  return (value, field, note) => {
    const words = kind(value, field, note);
    if (words === undefined) return undefined;
    const rule = unusable(words, most);
    if (rule === null) return words;
    note(found(rule, field, words));
    return undefined;
  };
}

function unusable(words: string, most: number): FindingRuleName | null {
  if (words.trim() === '') return 'NAME_EMPTY';
  if (words.length > most) return 'TEXT_TOO_LONG';
  return isStorable(words) ? null : 'TEXT_NOT_STORABLE';
}

export function oneOf<const Value extends string | number>(...values: readonly Value[]): Shape<Value> {
  return shape((value) => values.find((known) => known === value), 'VALUE_NOT_IN_LIST');
}

export function code<Code extends string>(parses: (text: string) => text is Code): Shape<Code> {
  return shape((value) => (typeof value === 'string' && parses(value) ? value : undefined), 'CODE_MALFORMED');
}

export const flag: Shape<boolean> = shape((value) => (typeof value === 'boolean' ? value : undefined));

export const wholeNumber: Shape<number> = shape((value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value < 1_000_000
    ? value
    : undefined,
);

/** Left out and null mean the same: there is none. */
export function optional<Value>(of: Shape<Value>): Shape<Value | null> {
  return (value, field, note) => (value === undefined || value === null ? null : of(value, field, note));
}

export function withDefault<Value>(of: Shape<Value>, standIn: Value): Shape<Value> {
  return (value, field, note) => (value === undefined ? standIn : of(value, field, note));
}

export function list<Value>(of: Shape<Value>, most = 1_000): Shape<readonly Value[]> {
  const kind = shape((value) => (Array.isArray(value) ? (value as readonly unknown[]) : undefined));
  return (value, field, note) => {
    const entries = kind(value, field, note);
    if (!entries) return undefined;
    if (entries.length > most) {
      note(found('TEXT_TOO_LONG', field, `${entries.length} > ${most}`));
      return undefined;
    }
    const read = entries.map((entry, i) => of(entry, `${field}[${i}]`, note));
    return read.every((entry) => entry !== undefined) ? read : undefined;
  };
}

const object = shape((value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined,
);

export function record<Values extends object>(shapes: Shapes<Values>): Shape<Values> {
  return (value, field, note) => {
    const fields = object(value, field, note);
    return (
      fields && readFields(fields, shapes, Object.keys(shapes) as (keyof Values & string)[], field, note)
    );
  };
}

/** Any of the fields, none of them required. */
export function partial<Values extends object>(shapes: Shapes<Values>): Shape<Readonly<Partial<Values>>> {
  return (value, field, note) => {
    const fields = object(value, field, note);
    const given = (Object.keys(shapes) as (keyof Values & string)[]).filter(
      (name) => fields && name in fields,
    );
    return fields && readFields<Partial<Values>>(fields, shapes, given, field, note);
  };
}

/** One of several records, told apart by one field. */
export function variant<Value extends object>(
  tag: string,
  shapes: Readonly<Record<string, Shape<Value>>>,
): Shape<Value> {
  return (value, field, note) => {
    const fields = object(value, field, note);
    if (!fields) return undefined;
    const of = oneOf(...Object.keys(shapes))(fields[tag], within(field, tag), note);
    return of === undefined ? undefined : shapes[of]?.(value, field, note);
  };
}

function readFields<Values extends object>(
  fields: Readonly<Record<string, unknown>>,
  shapes: Shapes<Values>,
  names: readonly (keyof Values & string)[],
  field: string,
  note: (finding: FindingDraft) => void,
): Values | undefined {
  let whole = true;
  for (const name of Object.keys(fields)) {
    if (Object.hasOwn(shapes, name)) continue;
    note(found('FIELD_UNKNOWN', within(field, name), fields[name]));
    whole = false;
  }
  const read: Partial<Values> = {};
  for (const name of names) {
    const value = shapes[name](fields[name], within(field, name), note);
    if (value === undefined) whole = false;
    else read[name] = value;
  }
  return whole ? (read as Values) : undefined;
}

function within(field: string, name: string): string {
  return field === '' ? name : `${field}.${name}`;
}
