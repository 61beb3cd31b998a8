import type { AskView } from '../ask.js';
import { type Expression, ExpressionFailure, type Variables } from '../expression/expression.js';
import { SourceFailure } from '../failure.js';
import { problems } from '../problems.js';
import type { RawAnswer } from '../wire.js';

/** The part of a definition that says how an answer is read. */
export interface AnswerPlan {
  readonly tables: Variables;
  readonly failure?: Expression | undefined;
  readonly rows?: Expression | undefined;
  readonly key?: { readonly row: Expression; readonly ask: Expression } | undefined;
  readonly missing: 'FAULTED' | 'ABSENT';
  readonly absent?: Expression | undefined;
  readonly faulted?: Expression | undefined;
  /** `record` of a licence operation, `result` of a data check. */
  readonly value: { readonly name: string; readonly expression: Expression };
}

export type Row<Value> =
  | { readonly state: 'FOUND'; readonly value: Value }
  | { readonly state: 'ABSENT' }
  | { readonly state: 'FAULTED'; readonly failure: SourceFailure };

/** What the mapping made of one question's rows, as a value of the port; throws SourceFailure for what cannot be used. */
export type ValueReader<Value> = (made: readonly unknown[], ask: AskView) => Value;

/**
 * An answer → one row for each question, in the order of the questions. What is wrong with one row spoils that row only;
 * what is wrong with the answer as a whole is thrown.
 */
export async function mapAnswer<Value>(
  plan: AnswerPlan,
  raw: RawAnswer,
  asks: readonly AskView[],
  read: ValueReader<Value>,
): Promise<readonly Row<Value>[]> {
  const variables: Variables = { ...plan.tables, asks, status: raw.status, body: raw.body, ask: asks[0] };
  const rows = plan.rows ? listOf(await evaluated('rows', plan.rows, raw.body, variables)) : [raw.body];
  const { groups, stray } = await grouped(plan, rows, asks, variables);
  const mapped: Row<Value>[] = [];
  // One after the other: side by side every expression would run as long, by the clock of its time limit, as all together.
  for (const [index, ask] of asks.entries()) {
    mapped.push(
      await spoilingItself(mapRows(plan, groups[index] ?? [], { ...variables, ask }, { ask, stray, read })),
    );
  }
  return mapped;
}

async function spoilingItself<Value>(row: Promise<Row<Value>>): Promise<Row<Value>> {
  try {
    return await row;
  } catch (error) {
    if (error instanceof SourceFailure) return { state: 'FAULTED', failure: error };
    throw error;
  }
}

/** Throws when the answer itself says that it is none (many systems say so with status 200). */
export async function refuseFailure(
  plan: AnswerPlan,
  raw: RawAnswer,
  asks: readonly AskView[],
): Promise<void> {
  if (!plan.failure) return;
  const said = await evaluated('failure', plan.failure, raw.body, {
    ...plan.tables,
    asks,
    ask: asks[0],
    status: raw.status,
  });
  switch (said ?? null) {
    case null:
    case false:
      return;
    case 'REFUSED':
      throw new SourceFailure('SOURCE_REFUSED', problems.refusedInBand);
    case 'DOWN':
      throw new SourceFailure('SOURCE_DOWN', problems.errorInBand);
    case 'BUSY':
      throw new SourceFailure('SOURCE_BUSY', problems.saidBusy);
    default:
      throw new SourceFailure('SOURCE_MISBEHAVED', problems.errorInBand);
  }
}

interface Groups {
  readonly groups: readonly (readonly unknown[])[];
  /** A row came back that belongs to no question: the silence about a question is then no proof of absence. */
  readonly stray: boolean;
}

async function grouped(
  plan: AnswerPlan,
  rows: readonly unknown[],
  asks: readonly AskView[],
  variables: Variables,
): Promise<Groups> {
  if (!plan.key) return { groups: [rows], stray: false };
  const { row: rowKey, ask: askKey } = plan.key;
  const byKey = new Map<string, unknown[]>();
  const groups: unknown[][] = [];
  for (const ask of asks) {
    const key = keyText(await evaluated('key.ask', askKey, ask, { ...variables, ask }));
    const group = (key === null ? undefined : byKey.get(key)) ?? [];
    if (key !== null) byKey.set(key, group);
    groups.push(group);
  }
  let stray = false;
  for (const row of rows) {
    const key = keyText(await evaluated('key.row', rowKey, row, variables).catch(() => null));
    const group = key === null ? undefined : byKey.get(key);
    if (group) group.push(row);
    else stray = true;
  }
  return { groups, stray };
}

function keyText(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

async function mapRows<Value>(
  plan: AnswerPlan,
  rows: readonly unknown[],
  variables: Variables,
  { ask, stray, read }: { ask: AskView; stray: boolean; read: ValueReader<Value> },
): Promise<Row<Value>> {
  if (rows.length === 0) {
    if (plan.missing === 'ABSENT' && !stray) return { state: 'ABSENT' };
    throw new SourceFailure('SOURCE_MISBEHAVED', problems.notAnswered);
  }
  const made: unknown[] = [];
  let absent = 0;
  for (const row of rows) {
    if (plan.faulted && (await evaluated('faulted', plan.faulted, row, variables)) === true) {
      throw new SourceFailure('SOURCE_MISBEHAVED', problems.rowFailed);
    }
    if (plan.absent && (await evaluated('absent', plan.absent, row, variables)) === true) absent += 1;
    else made.push(...listOf(await evaluated(plan.value.name, plan.value.expression, row, variables)));
  }
  if (made.length > 0) return { state: 'FOUND', value: read(made, ask) };
  if (absent === rows.length) return { state: 'ABSENT' };
  // A renamed field maps to nothing. Nothing is not "none": the system must say so.
  throw new SourceFailure('SOURCE_MISBEHAVED', problems.neitherNor);
}

async function evaluated(
  name: string,
  expression: Expression,
  input: unknown,
  variables: Variables,
): Promise<unknown> {
  try {
    return await expression.evaluate(input, variables);
  } catch (error) {
    if (!(error instanceof ExpressionFailure)) throw error;
    throw new SourceFailure('SOURCE_MISBEHAVED', problems.expression(name, error.code));
  }
}

/** JSONata gives one result bare and none as undefined. */
function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}
