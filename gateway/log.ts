import pino, { type DestinationStream, type Logger } from 'pino';
import type { Config } from './config.js';

export type Log = Logger;

/**
 * Structured log on standard error; standard output is kept for what a command prints. Callers log names, codes and counts:
 * the redaction below is the second line of defence against personal values, not the first.
 */
export function openLog(
  config: Pick<Config, 'logLevel'>,
  destination: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Log {
  return pino(
    {
      level: config.logLevel,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'holder',
          '*.holder',
          'variables',
          '*.variables',
          'authorization',
          '*.authorization',
          '*.token',
          'token',
          '*.password',
          'password',
          'body',
          '*.body',
        ],
        censor: '[withheld]',
      },
      serializers: { err: errorOf },
    },
    destination,
  );
}

/** Errors without their properties: drivers hang rows, parameters and addresses onto them. */
function errorOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    // A database error repeats the value that broke a rule ("Key (code)=(…) already exists"): its code says enough.
    ...(typeof code === 'string' ? { code } : {}),
    ...(isDatabaseError(error) ? {} : { message: error.message }),
    stack: error.stack
      ?.split('\n')
      .slice(1, 12)
      .map((line) => line.trim()),
  };
}

function isDatabaseError(error: Error): boolean {
  return 'severity' in error && 'routine' in error;
}
