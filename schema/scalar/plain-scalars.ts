import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSON } from 'graphql-scalars';
import { parseCalendarDate } from '../../catalog/index.js';

export const DateScalar = new GraphQLScalarType({
  name: 'Date',
  description: 'A calendar date, such as 2026-11-21. 日期，例如2026-11-21。',
  serialize: String,
  parseValue: (value) => parseCalendarDate(String(value)),
  parseLiteral: (node) => parseCalendarDate('value' in node ? String(node.value) : ''),
});

export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: 'A moment, such as 2026-11-21T08:00:00.000Z (RFC 3339). 时间，例如2026-11-21T08:00:00.000Z。',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
});

export const JsonScalar = new GraphQLScalarType({
  ...GraphQLJSON.toConfig(),
  name: 'JSON',
  description: 'Any JSON value (RFC 8259). 任意JSON值。',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
});
