import type { Log } from './log.js';

/** What was started, in order; undone backwards. One that fails to stop does not keep the others running. */
export class Undo {
  private readonly steps: { readonly name: string; readonly stop: () => Promise<void> | void }[] = [];

  constructor(private readonly log: Log) {}

  later<Thing>(name: string, thing: Thing, stop: (thing: Thing) => Promise<void> | void): Thing {
    this.steps.push({ name, stop: () => stop(thing) });
    return thing;
  }

  async all(): Promise<void> {
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      try {
        await step.stop();
      } catch (error) {
        this.log.warn({ part: step.name, err: error }, 'a part did not stop cleanly');
      }
    }
  }
}
