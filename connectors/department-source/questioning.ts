import type { Reason, SourceAnswer } from '../../catalog/ports.js';
import {
  type AnswerPlan,
  mapAnswer,
  refuseFailure,
  type Row,
  type ValueReader,
} from './answer/answer.mapping.js';
import type { AskOf, AskView, OperationName } from './ask.js';
import type { Definition, Operation } from './definition/definition.js';
import { ExpressionFailure } from './expression/expression.js';
import { failureReason, SourceFailure } from './failure.js';
import { openFlights } from './flights.js';
import { answerPlan } from './operation-plan.js';
import type { SourceLog } from './options.js';
import { problems } from './problems.js';
import type { Protection } from './protection/protection.js';
import type { Wire } from './wire.js';

export interface QuestioningRoom {
  readonly definition: Definition;
  readonly wire: Wire;
  readonly protection: Protection;
  readonly clock: () => Date;
  readonly log: SourceLog;
}

/** How one operation's questions are seen, refused and read. */
export interface OperationWords<Name extends OperationName, Value> {
  readonly name: Name;
  /** As the definition's expressions see it; throws SourceFailure for what this system is not asked. */
  view(ask: AskOf[Name], definition: Definition): Omit<AskView, 'row'>;
  readonly read: ValueReader<Value>;
}

export type Questioning<Name extends OperationName, Value> = (
  asks: readonly AskOf[Name][],
  deadline: AbortSignal,
) => Promise<readonly SourceAnswer<Value>[]>;

/** The walk of one operation: refuse what is not offered → call in batches → map → an answer for each question. */
export function openQuestioning<Name extends OperationName, Value>(
  room: QuestioningRoom,
  words: OperationWords<Name, Value>,
): Questioning<Name, Value> {
  const { definition, clock } = room;
  const operation: Operation | undefined = definition.operations[words.name];
  const reasonOf = (failure: SourceFailure) => failureReason(failure, definition.title);
  const faulted = (reason: Reason): SourceAnswer<Value> => ({ state: 'FAULTED', reason, checkedAt: clock() });
  if (!operation) {
    const reason = reasonOf(new SourceFailure('SOURCE_NOT_OFFERED', problems.operation));
    return (asks) => Promise.resolve(asks.map(() => faulted(reason)));
  }

  const late = reasonOf(new SourceFailure('SOURCE_SLOW'));
  type Question = Omit<AskView, 'row'>;
  const askPlural = openFlights<Question, SourceAnswer<Value>>({
    batch: operation.batch,
    parallel: definition.load.parallel,
    // The purpose is part of the question: the department records for which case it was asked.
    keyOf: (question) => JSON.stringify(question),
    async fly(questions, asker) {
      const views = questions.map((question, index): AskView => ({ row: index + 1, ...question }));
      try {
        const rows = await callOnce(room, operation, words, views, asker);
        return answersOf(rows, clock(), reasonOf);
      } catch (error) {
        const reason = reasonOf(failureOf(error, room));
        return questions.map(() => faulted(reason));
      }
    },
  });

  return async (asks, deadline) => {
    const answers: (SourceAnswer<Value> | null)[] = asks.map(() => null);
    const questions: Question[] = [];
    const places: number[] = [];
    asks.forEach((ask, place) => {
      try {
        questions.push(words.view(ask, definition));
        places.push(place);
      } catch (error) {
        answers[place] = faulted(reasonOf(failureOf(error, room)));
      }
    });
    const came = await askPlural(questions, deadline);
    places.forEach((place, index) => {
      answers[place] = came[index] ?? null;
    });
    return answers.map((answer) => answer ?? faulted(late));
  };
}

async function callOnce<Name extends OperationName, Value>(
  { definition, wire, protection }: QuestioningRoom,
  operation: Operation,
  words: OperationWords<Name, Value>,
  asks: readonly AskView[],
  asker: AbortSignal,
): Promise<readonly Row<Value>[]> {
  const plan: AnswerPlan = answerPlan(definition, operation);
  const call = await wire.prepare(words.name, asks);
  const raw = await protection.run({
    readOnly: operation.readOnly ?? operation.method === 'GET',
    asker,
    async attempt(signal) {
      const answer = await call.send(signal);
      await refuseFailure(plan, answer, asks);
      return answer;
    },
  });
  return mapAnswer(plan, raw, asks, words.read);
}

/** Rows that failed for the same reason share the reason's words. */
function answersOf<Value>(
  rows: readonly Row<Value>[],
  checkedAt: Date,
  reasonOf: (failure: SourceFailure) => Reason,
): SourceAnswer<Value>[] {
  return rows.map((row) => {
    switch (row.state) {
      case 'FOUND':
        return { state: 'FOUND', value: row.value, checkedAt };
      case 'ABSENT':
        return { state: 'ABSENT', checkedAt };
      case 'FAULTED':
        return { state: 'FAULTED', reason: reasonOf(row.failure), checkedAt };
    }
  });
}

/** An error that is none of the known ones is a slip of ours; it spoils this system's rows and is written down, without its message. */
function failureOf(error: unknown, { definition, log }: QuestioningRoom): SourceFailure {
  if (error instanceof SourceFailure) return error;
  if (error instanceof ExpressionFailure) {
    return new SourceFailure('SOURCE_MISBEHAVED', problems.expression('request', error.code));
  }
  const type = error instanceof Error ? error.name : typeof error;
  const at = error instanceof Error ? error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) : [];
  log.warn({ source: definition.name, type, at: at?.slice(0, 6) }, 'unexpected error while asking a source');
  return new SourceFailure('SOURCE_MISBEHAVED', problems.errorInBand);
}
