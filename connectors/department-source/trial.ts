import type { Purpose } from '../../catalog/ports.js';
import { mapAnswer, refuseFailure, type ValueReader } from './answer/answer.mapping.js';
import { type AskView, operationNames, type OperationName } from './ask.js';
import type { Definition, Operation } from './definition/definition.js';
import { type DefinitionProblem, refuseIfAny } from './definition/finding.js';
import { ExpressionFailure } from './expression/expression.js';
import { failureReason, SourceFailure } from './failure.js';
import { answerPlan } from './operation-plan.js';
import { operationWords } from './operation-words.js';
import { sameShape } from './same-shape.rules.js';
import type { Wire } from './wire.js';

/** Invented, as everything in a sample. */
const samplePurpose = {
  matter: '11440900DEMB00000X3440101001000',
  caseNumber: 'SAMPLE-0001',
  mode: 'HOLDER_PRESENT',
  clerk: null,
  cause: null,
} as unknown as Purpose;

/**
 * Each operation on the sample in its own definition: is the question written the same for one as for several, and does the
 * sample answer become what the definition says? Nothing leaves the house.
 */
export async function tryDefinition(definition: Definition, wire: Wire): Promise<void> {
  const found: DefinitionProblem[] = [];
  for (const name of operationNames) {
    const operation = definition.operations[name];
    if (operation) found.push(...(await tryOperation(definition, wire, name, operation)));
  }
  refuseIfAny(found);
}

async function tryOperation(
  definition: Definition,
  wire: Wire,
  name: OperationName,
  operation: Operation,
): Promise<DefinitionProblem[]> {
  const at = (part: string, en: string, zh: string): DefinitionProblem => ({
    path: `operations.${name}.${part}`,
    problem: { en, zh },
  });
  try {
    const asks = sampleAsks(definition, name, operation);
    for (const batch of operation.batch > 1 ? [asks.slice(0, 1), asks] : asks.map((ask) => [ask])) {
      await wire.prepare(name, batch);
    }
    if (operation.batch > 1 && !(await sameForOneAndTwo(wire, name, asks))) {
      return [
        at(
          'body',
          'its lists become single values when one question is asked; write […] around them, or [] behind the path',
          '只有一个查询时列表变成了单个值；请用[…]括起来，或在路径后加[]',
        ),
      ];
    }
    return await trySample(definition, operation, asks, at, operationWords[name].read);
  } catch (error) {
    if (error instanceof ExpressionFailure) {
      return [
        at(
          'sample.asks',
          `the question cannot be written for the sample (${error.message})`,
          `无法为示例生成查询（${error.message}）`,
        ),
      ];
    }
    if (!(error instanceof SourceFailure)) throw error;
    const reason = failureReason(error, definition.title);
    return [at('sample.answer', reason.en, reason.zh)];
  }
}

async function sameForOneAndTwo(
  wire: Wire,
  name: OperationName,
  [first]: readonly AskView[],
): Promise<boolean> {
  if (!first) return true;
  const [one, two] = await Promise.all([
    wire.prepare(name, [first]),
    wire.prepare(name, [first, { ...first, row: 2 }]),
  ]);
  return sameShape(one.content, two.content);
}

async function trySample(
  definition: Definition,
  operation: Operation,
  asks: readonly AskView[],
  at: (part: string, en: string, zh: string) => DefinitionProblem,
  read: ValueReader<unknown>,
): Promise<DefinitionProblem[]> {
  const { sample } = operation;
  const plan = answerPlan(definition, operation);
  const raw = { status: sample.status, body: sample.answer };
  await refuseFailure(plan, raw, asks);
  const rows = await mapAnswer(plan, raw, asks, read);
  return rows.flatMap((row, index) => {
    const said = sample.gives[index] ?? 'FOUND';
    if (row.state === said) return [];
    const why = row.state === 'FAULTED' ? failureReason(row.failure, definition.title) : { en: '', zh: '' };
    return [
      at(
        `sample.gives.${index}`,
        `the sample says ${said}, the mapping makes it ${row.state}. ${why.en}`.trim(),
        `示例应为${said}，映射结果为${row.state}。${why.zh}`,
      ),
    ];
  });
}

function sampleAsks(definition: Definition, name: OperationName, operation: Operation): AskView[] {
  const { asks } = operation.sample;
  return asks.map((ask, index) => ({ row: index + 1, ...viewOf(definition, name, ask) }));
}

function viewOf(
  definition: Definition,
  name: OperationName,
  ask: Operation['sample']['asks'][number],
): Omit<AskView, 'row'> {
  if ('identifier' in ask) {
    return operationWords.byIdentifier.view(
      { identifier: ask.identifier, purpose: samplePurpose },
      definition,
    );
  }
  if ('check' in ask) {
    return operationWords.check.view(
      { check: ask.check, holder: ask.holder, purpose: samplePurpose },
      definition,
    );
  }
  if (name !== 'byHolder') throw new Error('A sample of another operation');
  return operationWords.byHolder.view(
    { type: ask.licenceType, holder: ask.holder, purpose: samplePurpose },
    definition,
  );
}
