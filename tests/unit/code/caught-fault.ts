import { type Fault, isFault } from '../../../catalog/errors.js';

/** The fault a call throws; anything else, or nothing, fails the test with a plain sentence. */
export function caughtFault(call: () => unknown): Fault {
  try {
    call();
  } catch (error) {
    if (isFault(error)) return error;
    throw error;
  }
  throw new Error('a fault was expected, the call went through');
}
