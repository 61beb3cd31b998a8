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
    ...(isDatabaseError(error) ? {} : { message: withoutNumbers(error.message) }),
    // Places only: the message stands before them, on as many lines as it likes.
    stack: error.stack
      ?.split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith('at '))
      .slice(0, 11),
  };
}

/** A foreign message may repeat what it could not read; numbers that long are holders', cases' or codes. */
export function withoutNumbers(message: string): string {
  return message.replace(/[A-Z]?\d{6,}[\dA-Z]*/gi, '…');
}

function isDatabaseError(error: Error): boolean {
  return 'severity' in error && 'routine' in error;
}
