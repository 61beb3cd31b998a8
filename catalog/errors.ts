import { faultReasons, type FaultReason } from './fault-reasons.js';
import type { Reason, Wording } from './wording.js';

/** What sort of "no" a fault is; `gateway/faults.ts` alone turns a kind into a GraphQL code. */
export type FaultKind =
  'invalid' | 'unauthenticated' | 'forbidden' | 'missing' | 'conflict' | 'excessive' | 'upstream' | 'late';

export type FaultFacts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/**
 * The question could not be answered. A verdict (an expired licence, a silent source) is data and never thrown.
 * Facts never hold personal values: they go to callers, logs and the audit record.
 */
export class Fault extends Error {
  readonly kind: FaultKind;

  constructor(
    readonly reason: FaultReason,
    readonly facts: FaultFacts = {},
    options?: { cause?: unknown },
  ) {
    super(describe(reason, facts), options);
    this.name = 'Fault';
    this.kind = faultReasons[reason].kind;
  }
}

/** The sentence for people, in English and Chinese: what is wrong, where, and what to do. */
function describe(reason: FaultReason, facts: FaultFacts): string {
  const { en, zh } = sentences(reason, facts);
  return `${en} ${zh}`;
}

function sentences(reason: FaultReason, facts: FaultFacts): Wording {
  const { en, zh } = faultReasons[reason];
  return { en: fill(en, facts, 0), zh: fill(zh, facts, 1) };
}

/** A fact that is itself a phrase is written "English / 中文"; each sentence takes its half. */
function fill(template: string, facts: FaultFacts, half: 0 | 1): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = facts[name];
    if (value === undefined || value === null) return '?';
    const halves = String(value).split(' / ');
    return halves.length === 2 ? (halves[half] ?? '') : String(value);
  });
}

export function isFault(error: unknown): error is Fault {
  return error instanceof Fault;
}

/** A fault as a reason: what stands in the record of a refused access, or in the row that a silent source spoiled. */
export function reasonOf(fault: Fault): Reason {
  return { code: fault.reason, ...sentences(fault.reason, fault.facts) };
}

export type { FaultReason } from './fault-reasons.js';
