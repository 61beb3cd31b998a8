import {
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type DocumentNode,
  type FieldNode,
} from 'graphql';
import { Fault } from '../../catalog/index.js';

/** A page of 200 matters with 100 fields each is served; pages within pages within pages are not. */
const COST_MOST = 50_000;

interface Pricing {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly schema: GraphQLSchema;
}

/**
 * How much an answer may come to hold: each field counts once, or what the schema says it costs, per item of the pages
 * (`first`) that it stands in.
 * Throws QUERY_TOO_COSTLY. Asked of valid documents only: fragments are known and make no circle.
 */
export function demandAffordable(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const root = schema.getRootType(operation.operation) ?? undefined;
  const stated = Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)]] : [],
    ),
  );
  const pricing = { fragments, variables: { ...stated, ...variables }, schema };
  const cost = priceOf(pricing, operation.selectionSet, root, 1);
  if (cost > COST_MOST) throw new Fault('QUERY_TOO_COSTLY', { cost, most: COST_MOST });
}

/** `items`: how many each list directly in this selection may have, as the field around it was asked for. */
function priceOf(
  pricing: Pricing,
  set: SelectionSetNode,
  parent: GraphQLNamedType | undefined,
  items: number,
): number {
  let price = 0;
  for (const selection of set.selections) {
    if (price > COST_MOST) return price;
    if (selection.kind === Kind.FIELD) {
      const field = fieldOf(parent, selection.name.value);
      price += ownPrice(field);
      if (!selection.selectionSet || !field) continue;
      const first = itemsOf(pricing, selection, field);
      const inside = priceOf(pricing, selection.selectionSet, getNamedType(field.type), first);
      price += inside * (isListType(getNullableType(field.type)) ? items : 1);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      const type = condition === undefined ? parent : pricing.schema.getType(condition);
      price += priceOf(pricing, selection.selectionSet, type, items);
    } else {
      const fragment = pricing.fragments.get(selection.name.value);
      if (!fragment) continue;
      const type = pricing.schema.getType(fragment.typeCondition.name.value);
      price += priceOf(pricing, fragment.selectionSet, type, items);
    }
  }
  return price;
}

function fieldOf(
  parent: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

/** The schema says which fields cost more than themselves (schema/cost.ts). */
function ownPrice(field: GraphQLField<unknown, unknown> | undefined): number {
  const { complexity } = field?.extensions ?? {};
  return typeof complexity === 'number' ? complexity : 1;
}

/** What `first` says, or its default; 1 where there is no such argument. A wrong number is refused later, by its own fault. */
function itemsOf({ variables }: Pricing, node: FieldNode, field: GraphQLField<unknown, unknown>): number {
  const argument = field.args.find(({ name }) => name === 'first');
  if (!argument) return 1;
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  const first =
    given?.kind === Kind.INT
      ? Number(given.value)
      : given?.kind === Kind.VARIABLE
        ? variables[given.name.value]
        : undefined;
  const items = typeof first === 'number' ? first : Number(argument.defaultValue ?? 1);
  return Math.max(1, items);
}
