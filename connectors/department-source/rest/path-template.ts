import { z } from 'zod';
import { customIssue } from '../definition/fields.js';
import {
  compileExpression,
  type Expression,
  ExpressionFailure,
  type Variables,
} from '../expression/expression.js';

/** `/licences/{$ask.identifier}`: an address with JSONata in braces, each value encoded as one piece of the path. */
export interface PathTemplate {
  fill(variables: Variables): Promise<string>;
}

export const pathTemplate = z
  .string()
  .trim()
  .regex(
    /^\/[^?#\s]*$/,
    customIssue('a path begins with a slash and has no ?, # or blanks', '路径以/开头，不含?、#和空格'),
  )
  .max(1_000)
  .transform((written, context): PathTemplate => {
    try {
      return compileTemplate(written);
    } catch (error) {
      if (!(error instanceof ExpressionFailure)) throw error;
      context.addIssue(
        customIssue(
          `the expression in braces is no JSONata (${error.message})`,
          `花括号内不是正确的JSONata（${error.message}）`,
        ),
      );
      return z.NEVER;
    }
  });

function compileTemplate(written: string): PathTemplate {
  const pieces = written.split(/\{([^{}]*)\}/);
  const fixed = pieces.filter((_, index) => index % 2 === 0);
  const expressions: Expression[] = pieces.filter((_, index) => index % 2 === 1).map(compileExpression);
  return {
    async fill(variables) {
      const values = await Promise.all(expressions.map((one) => one.evaluate(undefined, variables)));
      return fixed
        .map((piece, index) => piece + (index < values.length ? encoded(values[index]) : ''))
        .join('');
    },
  };
}

/** A value of dots would climb to another path; nothing would call the list instead of the item. */
function encoded(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (text === '' || /^\.+$/.test(text)) throw new ExpressionFailure('PATH1', null);
  return encodeURIComponent(text);
}
