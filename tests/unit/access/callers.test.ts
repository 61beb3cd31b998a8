import { describe, expect, it } from 'vitest';
import { openConsumerMemory } from '../../../catalog/access/consumer-memory.service.js';
import { demandConsumer, demandScope } from '../../../catalog/access/scope.rules.js';
import { type Call, scopes } from '../../../catalog/index.js';
import { callOf, department, now } from '../../support/sample-case.js';
import { caughtFault } from '../code/caught-fault.js';

describe('who may ask', () => {
  it.each<[string, Partial<Call>, string]>([
    ['nobody', { consumer: null }, 'TOKEN_MISSING'],
    ['a consumer that is switched off', { consumer: { ...department, active: false } }, 'CONSUMER_UNKNOWN'],
    ['a token without the scope', { scopes: ['audit:read'] }, 'SCOPE_MISSING'],
  ])('not %s', (_, change, reason) => {
    expect(caughtFault(() => demandScope(callOf(change), 'licence:read')).reason).toBe(reason);
  });

  it('an active consumer whose token carries the scope, each of them', () => {
    for (const scope of scopes) expect(demandScope(callOf({ scopes: [scope] }), scope)).toBe(department);
    expect(demandConsumer(callOf({ scopes: [] }))).toBe(department);
  });
});

describe('the memory of consumers', () => {
  function scene() {
    let time = now.getTime();
    const registered = new Map([[department.name, department]]);
    const reads: string[] = [];
    const memory = openConsumerMemory(
      (name) => {
        reads.push(name);
        return Promise.resolve([registered.get(name)].flatMap((consumer) => consumer ?? []));
      },
      () => new Date(time),
    );
    return { memory, registered, reads, pass: (ms: number) => (time += ms) };
  }

  it('keeps a row less than five seconds', async () => {
    const { memory, registered, reads, pass } = scene();
    await memory.consumer(department.name);
    registered.set(department.name, { ...department, active: false });
    pass(4_999);
    expect((await memory.consumer(department.name))?.active).toBe(true);
    pass(1);
    expect((await memory.consumer(department.name))?.active).toBe(false);
    expect(reads).toHaveLength(2);
  });

  it('forgets when told, and does not remember who is unknown', async () => {
    const { memory, registered, reads } = scene();
    expect(await memory.consumer('new')).toBeNull();
    registered.set('new', { ...department, name: 'new' });
    expect((await memory.consumer('new'))?.name).toBe('new');
    memory.forget('new');
    registered.delete('new');
    expect(await memory.consumer('new')).toBeNull();
    expect(reads).toHaveLength(3);
  });

  it('does not grow without end', async () => {
    const { memory, registered, reads } = scene();
    for (let count = 0; count < 1_500; count += 1) {
      registered.set(`c${count}`, { ...department, name: `c${count}` });
      await memory.consumer(`c${count}`);
    }
    await memory.consumer('c0');
    expect(reads.filter((name) => name === 'c0')).toHaveLength(2);
  });
});
