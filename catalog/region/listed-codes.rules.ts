import type { RegionCode } from '../code/index.js';
import { listedTwice } from './region.rules.js';
import type { RegionRow } from './region.js';

/**
 * Refuses a list that has a code twice: which of the two rows is meant cannot be known. A whole national table goes through here, so
 * codes are kept as 8 bytes each and looked through at the end; a set of them would take ten times that.
 */
export class ListedCodes {
  #codes = new Float64Array(8_192);
  #count = 0;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  /** Also refuses a code that stands twice within the piece, before the piece is stored. */
  add(piece: readonly RegionRow[]): void {
    const inPiece = new Set<RegionCode>();
    for (const { code } of piece) {
      if (inPiece.has(code)) throw listedTwice(code, this.#source);
      inPiece.add(code);
      if (this.#count === this.#codes.length) this.#grow();
      this.#codes[this.#count] = Number(code);
      this.#count += 1;
    }
  }

  /** To be asked after the last piece, before anything is final. */
  refuseRepeated(): void {
    const sorted = this.#codes.subarray(0, this.#count).sort();
    const repeated = sorted.find((code, at) => code === sorted[at + 1]);
    if (repeated !== undefined) {
      throw listedTwice(String(repeated).padStart(12, '0') as RegionCode, this.#source);
    }
  }

  #grow(): void {
    const codes = new Float64Array(this.#codes.length * 2);
    codes.set(this.#codes);
    this.#codes = codes;
  }
}
