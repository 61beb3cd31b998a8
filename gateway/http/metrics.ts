import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What the operator watches. Labels are names of things, never of people. */
export interface Metrics {
  request(status: number, seconds: number): void;
  outside(source: string): void;
  sql(): void;
  text(): Promise<string>;
  readonly contentType: string;
}

export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'tongban_graphql_request_seconds',
    help: 'GraphQL requests by HTTP status.',
    labelNames: ['status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const outside = new Counter({
    name: 'tongban_outside_calls_total',
    help: 'Calls made to department systems, by source.',
    labelNames: ['source'],
    registers: [registry],
  });
  const sql = new Counter({
    name: 'tongban_sql_statements_total',
    help: 'Statements asked of the database.',
    registers: [registry],
  });
  return {
    request: (status, seconds) => requests.observe({ status: String(status) }, seconds),
    outside: (source) => outside.inc({ source }),
    sql: () => sql.inc(),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
