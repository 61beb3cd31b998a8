import jsonata from 'jsonata';
import { dayOf } from './day.rules.js';
import { renamed } from './renamed.rules.js';

/** What an expression sees besides the text it reads: `$ask`, `$asks`, `$status`, … */
export type Variables = Readonly<Record<string, unknown>>;

/** A compiled JSONata expression of a definition. */
export interface Expression {
  readonly text: string;
  evaluate(input: unknown, variables: Variables): Promise<unknown>;
}

/**
 * Why an expression failed, by JSONata's code and place alone. Its own message repeats the value it stumbled over, which
 * may be a person's number.
 */
export class ExpressionFailure extends Error {
  constructor(
    readonly code: string,
    readonly position: number | null,
  ) {
    super(position === null ? code : `${code} at character ${position}`);
    this.name = 'ExpressionFailure';
  }
}

/** An expression without end, or one that builds a list without end, stops here instead of stopping the house. */
const bounds = { timeout: 1_000, stack: 500, sequence: 200_000 };

export function compileExpression(text: string): Expression {
  let compiled: jsonata.Expression;
  try {
    compiled = jsonata(text, bounds);
  } catch (error) {
    throw expressionFailure(error);
  }
  compiled.registerFunction('day', dayOf);
  compiled.registerFunction('renamed', renamed);
  return {
    text,
    async evaluate(input, variables) {
      try {
        const value: unknown = await compiled.evaluate(input, { ...variables });
        return value;
      } catch (error) {
        throw expressionFailure(error);
      }
    },
  };
}

function expressionFailure(error: unknown): ExpressionFailure {
  const { code, position } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: unknown;
    position?: unknown;
  };
  return new ExpressionFailure(
    typeof code === 'string' && /^[A-Z]\w{1,7}$/.test(code) ? code : 'D0000',
    typeof position === 'number' ? position : null,
  );
}
