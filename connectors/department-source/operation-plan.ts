import type { AnswerPlan } from './answer/answer.mapping.js';
import type { Definition, Operation } from './definition/definition.js';

/** The reading plan of an operation; licence operations make records, a data check makes a result. */
export function answerPlan({ tables }: Definition, { answer }: Operation): AnswerPlan {
  const value =
    'record' in answer
      ? { name: 'record', expression: answer.record }
      : { name: 'result', expression: answer.result };
  const { failure, rows, key, missing, absent, faulted } = answer;
  return { tables, failure, rows, key, missing, absent, faulted, value };
}
