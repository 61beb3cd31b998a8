import { Fault, reasonOf } from '../../../catalog/errors.js';
import type { Wording } from '../../../catalog/ports.js';
import type { SourceDefinitionFinding } from '../options.js';

/** What is wrong at one place of a definition. */
export interface DefinitionProblem {
  readonly path: string;
  readonly problem: Wording;
}

/** Thrown while a source is being opened, with everything that is wrong at once. */
export class DefinitionRefused extends Error {
  constructor(readonly problems: readonly DefinitionProblem[]) {
    super('The source definition is not valid');
    this.name = 'DefinitionRefused';
  }
}

export function refuseIfAny(problems: readonly DefinitionProblem[]): void {
  if (problems.length > 0) throw new DefinitionRefused(problems);
}

export function definitionFinding(
  file: string,
  { path, problem }: DefinitionProblem,
): SourceDefinitionFinding {
  const facts = { file, path: path === '' ? '-' : path, problem: `${problem.en} / ${problem.zh}` };
  const { en, zh } = reasonOf(new Fault('SOURCE_DEFINITION_INVALID', facts));
  return { code: 'SOURCE_DEFINITION_INVALID', en, zh, file, path, problem };
}
