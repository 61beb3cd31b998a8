import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { Fault } from '../../catalog/index.js';

const DEPTH_MOST = 12;
const FIELDS_MOST = 2_000;
/** Introspection walks the whole schema: one of it weighs as much as a large query. */
const INTROSPECTION_FIELDS = 200;
/** Bounds the parser's work and its stack before anything else is known of the text. */
export const TOKENS_MOST = 10_000;

/** Rules asked before a query runs: how deep and how wide it is, with every fragment written out. */
export const limitRules = [limitRule];

interface Measured {
  fields: number;
}

function limitRule(context: ValidationContext): ASTVisitor {
  return {
    Document(document: DocumentNode) {
      const counted: Measured = { fields: 0 };
      for (const definition of document.definitions) {
        if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
        const depth = measure(context, definition.selectionSet, [], counted);
        const fault =
          depth > DEPTH_MOST
            ? new Fault('QUERY_TOO_DEEP', { depth, most: DEPTH_MOST })
            : counted.fields > FIELDS_MOST
              ? new Fault('QUERY_TOO_COSTLY', { cost: counted.fields, most: FIELDS_MOST })
              : null;
        if (fault)
          context.reportError(new GraphQLError(fault.message, { originalError: fault, nodes: definition }));
      }
    },
  };
}

/** Depth of a selection; counts fields on the way and stops early, so that a bomb of fragments costs nothing. */
function measure(
  context: ValidationContext,
  set: SelectionSetNode,
  within: readonly string[],
  counted: Measured,
): number {
  let deepest = 0;
  for (const selection of set.selections) {
    if (counted.fields > FIELDS_MOST) return deepest;
    // A fragment counts too: thirty that hold each other twice are a billion spreads and not one field.
    counted.fields += 1;
    if (selection.kind === Kind.FIELD) {
      const inside = selection.selectionSet ? measure(context, selection.selectionSet, within, counted) : 0;
      // Introspection is deep by nature; GraphQL's own rule keeps it from going round in circles.
      const introspects = selection.name.value.startsWith('__') && selection.selectionSet !== undefined;
      if (introspects) counted.fields += INTROSPECTION_FIELDS;
      deepest = Math.max(deepest, introspects ? 1 : 1 + inside);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      deepest = Math.max(deepest, measure(context, selection.selectionSet, within, counted));
    } else {
      const name = selection.name.value;
      const fragment = within.includes(name) ? undefined : context.getFragment(name);
      if (fragment)
        deepest = Math.max(deepest, measure(context, fragment.selectionSet, [...within, name], counted));
    }
  }
  return deepest;
}
