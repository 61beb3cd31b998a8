import {
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildTongbanSchema, printTongbanSchema } from '../../schema/index.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildTongbanSchema();
});

describe('the public shape', () => {
  it('changes only on purpose (tests/schema/schema.graphql; -u prints it anew)', async () => {
    await expect(printTongbanSchema(schema)).toMatchFileSnapshot('./schema.graphql');
  });

  it('describes every type, field, argument and value in English and Chinese', () => {
    expect(
      described(schema)
        .filter(([, text]) => !isBilingual(text))
        .map(([name]) => name),
    ).toEqual([]);
  });

  it('keeps the names of the contract', () => {
    const query = Object.keys(schema.getQueryType()?.getFields() ?? {});
    expect(query).toEqual(
      expect.arrayContaining([
        'region',
        'regions',
        'organisation',
        'baseMatter',
        'baseMatters',
        'matter',
        'matters',
        'guide',
        'licenceTypes',
        'licences',
        'licence',
        'sources',
        'changes',
        'conformance',
        'deviations',
        'standards',
        'auditEntries',
      ]),
    );
    const mutation = Object.keys(schema.getMutationType()?.getFields() ?? {});
    expect(mutation).toEqual(expect.arrayContaining(['exemptionResolve', 'grantGive', 'grantRevoke']));
  });
});

function described(of: GraphQLSchema): readonly (readonly [name: string, description: string])[] {
  const found: (readonly [string, string])[] = [];
  for (const type of Object.values(of.getTypeMap())) {
    if (
      isIntrospectionType(type) ||
      ['String', 'Int', 'Float', 'Boolean', 'ID', 'Query', 'Mutation'].includes(type.name)
    ) {
      if (!['Query', 'Mutation'].includes(type.name)) continue;
    } else {
      found.push([type.name, type.description ?? '']);
    }
    if (isEnumType(type)) {
      for (const value of type.getValues())
        found.push([`${type.name}.${value.name}`, value.description ?? '']);
    }
    if (!isObjectType(type) && !isInputObjectType(type)) continue;
    const fields: readonly (GraphQLField<unknown, unknown> | GraphQLInputField)[] = Object.values(
      type.getFields(),
    );
    for (const field of fields) {
      found.push([`${type.name}.${field.name}`, field.description ?? '']);
      if (!('args' in field)) continue;
      for (const arg of field.args)
        found.push([`${type.name}.${field.name}(${arg.name})`, arg.description ?? '']);
    }
  }
  return found;
}

function isBilingual(text: string): boolean {
  return /[A-Za-z]{2}/.test(text) && /[\u4e00-\u9fff]/.test(text);
}
