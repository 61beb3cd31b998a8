import type { StructureCode, StructureProblem } from '../../catalog/ports.js';

/** The data cannot be read, or not safely. Caught at the border of a file or of one signature and reported as a fact. */
export class Refusal extends Error {
  readonly problem: StructureProblem;

  constructor(code: StructureCode, detail: string | null = null) {
    super(detail === null ? code : `${code}: ${detail}`);
    this.name = 'Refusal';
    this.problem = { code, detail };
  }
}

/** Runs a library on bytes from outside: whatever it throws there is a fault of the bytes. */
export function guarded<Result>(code: StructureCode, detail: string | null, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(code, detail);
  }
}
