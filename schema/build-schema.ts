import 'reflect-metadata';
import { printSchema, lexicographicSortSchema, type GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { GrantResolver } from './access/grant.resolver.js';
import { AuditResolver } from './audit/audit.resolver.js';
import { ChangeResolver } from './change/change.resolver.js';
import {
  ConformanceResolver,
  DeviationResolver,
  RegionConformanceResolver,
} from './conformance/conformance.resolver.js';
import { ExemptionResolver } from './evidence/exemption.resolver.js';
import { GuideResolver } from './guide/guide.resolver.js';
import { LicenceAnswerResolver } from './licence/licence-answer.type.js';
import { LicenceResolver } from './licence/licence.resolver.js';
import { BaseMatterResolver } from './matter/base-matter.resolver.js';
import { MaterialResolver, SatisfactionResolver } from './matter/material.type.js';
import { MatterResolver } from './matter/matter.resolver.js';
import { OrganisationResolver } from './organisation/organisation.resolver.js';
import { RegionResolver } from './region/region.resolver.js';
import { SourceResolver } from './source/source.resolver.js';

/** The API's shape. Built once per process. */
export async function buildTongbanSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      AuditResolver,
      BaseMatterResolver,
      ChangeResolver,
      ConformanceResolver,
      DeviationResolver,
      ExemptionResolver,
      GrantResolver,
      GuideResolver,
      LicenceAnswerResolver,
      LicenceResolver,
      MaterialResolver,
      MatterResolver,
      OrganisationResolver,
      RegionConformanceResolver,
      RegionResolver,
      SatisfactionResolver,
      SourceResolver,
    ],
    // Codes are parsed by their scalars and sizes checked by the services: class-validator would check twice.
    validate: false,
  });
  // type-graphql has no place for these two.
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (query) query.description = 'What can be asked. 查询。';
  if (mutation) mutation.description = 'What can be done. 操作。';
  return schema;
}

/** The schema as text, sorted, so that a change of shape is a readable difference. */
export function printTongbanSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
