import { printLine } from '../command-line/output.js';

/** What went wrong on the tour, gathered so that one failure does not hide the next. */
export class Checks {
  private readonly failed: string[] = [];
  private done = 0;

  /** States what is expected in words; a wrong one is printed at once and fails the tour at the end. */
  expect(what: string, holds: boolean): void {
    this.done += 1;
    if (!holds) this.failed.push(what);
    printLine(`   ${holds ? '✔' : '✘'} ${what}`);
  }

  get summary(): { readonly done: number; readonly failed: readonly string[] } {
    return { done: this.done, failed: this.failed };
  }
}
