import type { AskView, OperationName } from './ask.js';

/** What came back, before anyone has understood it. */
export interface RawAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A call that is written but not sent; sending it again sends the same. */
export interface PreparedCall {
  /** What will be sent, for the trial of a definition: its shape must not depend on how many are asked. */
  readonly content: unknown;
  /** Rejects with a SourceFailure, or with the signal's reason once it is aborted. */
  send(signal: AbortSignal): Promise<RawAnswer>;
}

/** One way of calling (REST now): from questions to a raw answer. Batching, limits and mapping are not its business. */
export interface Wire {
  prepare(operation: OperationName, asks: readonly AskView[]): Promise<PreparedCall>;
  close(): Promise<void>;
}

/** What every kind gets to open a wire with. */
export interface WireSurroundings {
  readonly values: Readonly<Record<string, string>>;
  readonly secrets: (reference: string) => string;
  readonly mayReach: (address: string) => boolean;
  /** Called before each request that leaves the house. */
  readonly observe: () => void;
}
