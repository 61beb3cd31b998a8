import { AsyncLocalStorage } from 'node:async_hooks';

/** What one request did: statements asked of the database and calls made to outside systems, by name. */
export interface RequestTrace {
  readonly traceId: string;
  readonly sql: string[];
  readonly outside: string[];
}

const storage = new AsyncLocalStorage<RequestTrace>();

/** Runs `work` with a trace of its own; used by tests that hold the walks' counts, and by the access log. */
export function traced<Result>(trace: RequestTrace, work: () => Promise<Result>): Promise<Result> {
  return storage.run(trace, work);
}

export function noteSql(text: string): void {
  storage.getStore()?.sql.push(text);
}

export function noteOutside(source: string): void {
  storage.getStore()?.outside.push(source);
}

export function currentTraceId(): string {
  return storage.getStore()?.traceId ?? 'none';
}
