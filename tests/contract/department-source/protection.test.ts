import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type DemonstrationRegistry,
  startDemonstrationRegistry,
} from '../../../gateway/demonstration/registry/index.js';
import type { WrittenDefinition } from '../../support/department-source/definition-folder.js';
import {
  type FaultProxy,
  faults,
  openFaultProxy,
  openGate,
} from '../../support/department-source/fault-proxy.js';
import { asks, identifierAsks, manyAsks, outsideCall } from '../../support/department-source/known-asks.js';
import { type OpenedSources, openChanged } from '../../support/department-source/open-sources.js';

let registry: DemonstrationRegistry;
let proxy: FaultProxy;
const opened: OpenedSources[] = [];

beforeAll(async () => {
  registry = await startDemonstrationRegistry();
});

afterAll(() => registry.stop());

afterEach(async () => {
  await Promise.all(opened.splice(0).map((sources) => sources.close()));
  await proxy.close();
});

async function open(
  change: (definition: WrittenDefinition) => void = () => undefined,
): Promise<OpenedSources> {
  proxy = await openFaultProxy(registry.url);
  const sources = await openChanged({ url: proxy.url, apiKey: registry.apiKey }, (definition) => {
    Object.assign(definition, { time: { connectMs: 5_000, readMs: 20_000 } });
    change(definition);
  });
  opened.push(sources);
  return sources;
}

const one = (sources: OpenedSources, deadline?: AbortSignal) =>
  sources.licences.byHolder([asks.found], outsideCall(deadline));
/** Each a question of its own, asked in a call of its own. */
const severalAlone = (sources: OpenedSources, count: number) =>
  Promise.all(manyAsks(count).map((ask) => sources.licences.byHolder([ask], outsideCall())));
const codes = (answers: readonly (readonly { state: string; reason?: { code: string } }[])[]) =>
  answers.flat().map(({ state, reason }) => reason?.code ?? state);

describe('few calls', () => {
  test('N questions make at most N / batch calls', async () => {
    const sources = await open();
    const answers = await sources.licences.byHolder(manyAsks(1_234), outsideCall());
    expect(answers.every(({ state }) => state === 'FOUND')).toBe(true);
    expect(proxy.seen.requests).toBe(Math.ceil(1_234 / 50));
    expect(sources.outside).toEqual(Array.from({ length: 25 }, () => 'demo-registry'));
  });

  test('the same question twice is asked once, also by two callers at the same time', async () => {
    const sources = await open();
    const gate = openGate();
    proxy.fault(gate.hold);
    const first = sources.licences.byIdentifier([identifierAsks.found, identifierAsks.found], outsideCall());
    const second = sources.licences.byIdentifier([identifierAsks.found], outsideCall());
    await vi.waitFor(() => expect(gate.waiting()).toBe(1));
    gate.open();
    expect(codes(await Promise.all([first, second]))).toEqual(['FOUND', 'FOUND', 'FOUND']);
    expect(proxy.seen.requests).toBe(1);
  });

  test('questions for different cases are different questions', async () => {
    const sources = await open();
    await severalAlone(sources, 3);
    expect(proxy.seen.requests).toBe(3);
  });
});

describe('deadline', () => {
  test('a call nobody waits for any more is hung up', async () => {
    const sources = await open();
    const gate = openGate();
    proxy.fault(gate.hold);
    const asker = new AbortController();
    const answers = one(sources, asker.signal);
    await vi.waitFor(() => expect(gate.waiting()).toBe(1));
    asker.abort();
    expect(codes([await answers])).toEqual(['SOURCE_SLOW']);
    await vi.waitFor(() => expect(proxy.seen.hungUp).toBe(1));
    gate.open();
  });

  test('one asker leaving does not end the call another waits for', async () => {
    const sources = await open();
    const gate = openGate();
    proxy.fault(gate.hold);
    const impatient = new AbortController();
    const first = one(sources, impatient.signal);
    const second = one(sources);
    await vi.waitFor(() => expect(gate.waiting()).toBe(1));
    impatient.abort();
    expect(codes([await first])).toEqual(['SOURCE_SLOW']);
    gate.open();
    expect(codes([await second])).toEqual(['FOUND']);
    expect(proxy.seen).toEqual({ requests: 1, hungUp: 0 });
  });

  test('nor a call in which one of its questions is still waited for', async () => {
    const sources = await open();
    const gate = openGate();
    proxy.fault(gate.hold);
    const impatient = new AbortController();
    const first = sources.licences.byHolder([asks.found, asks.nobody], outsideCall(impatient.signal));
    const second = sources.licences.byHolder([asks.nobody], outsideCall());
    await vi.waitFor(() => expect(gate.waiting()).toBe(1));
    impatient.abort();
    expect(codes([await first])).toEqual(['SOURCE_SLOW', 'SOURCE_SLOW']);
    gate.open();
    expect(codes([await second])).toEqual(['ABSENT']);
    expect(proxy.seen).toEqual({ requests: 1, hungUp: 0 });
  });

  test('what had come before the deadline is kept', async () => {
    const sources = await open();
    const gate = openGate();
    proxy.fault(gate.hold, (request) => request === 2);
    const asker = new AbortController();
    const list = manyAsks(100);
    const answers = sources.licences.byHolder(list, outsideCall(asker.signal));
    // Who asks the same at the same time waits for the same calls: so one of them is seen to be over.
    const half = (from: number) => sources.licences.byHolder(list.slice(from, from + 50), outsideCall());
    const halves = [half(0), half(50)];
    await Promise.race(halves);
    await vi.waitFor(() => expect(gate.waiting()).toBe(1));
    asker.abort();
    const states = codes([await answers]);
    expect(states.filter((state) => state === 'FOUND').length).toBe(50);
    expect(states.filter((state) => state === 'SOURCE_SLOW').length).toBe(50);
    gate.open();
    await Promise.all(halves);
  });
});

describe('further attempts', () => {
  test('a lost call that only reads is made again, unseen by the asker', async () => {
    const sources = await open((definition) => Object.assign(definition, { retry: { most: 2, pauseMs: 1 } }));
    proxy.fault(faults.reset, (request) => request <= 2);
    expect(codes([await one(sources)])).toEqual(['FOUND']);
    expect(proxy.seen.requests).toBe(3);
    expect(sources.outside.length).toBe(3);
  });

  test('what does not only read is never asked twice', async () => {
    const sources = await open(({ operations }) => {
      delete operations['byHolder']?.['readOnly'];
    });
    proxy.fault(faults.reset, (request) => request === 1);
    expect(codes([await one(sources)])).toEqual(['SOURCE_DOWN']);
    expect(proxy.seen.requests).toBe(1);
  });

  test('an answer that cannot be used is not asked for again: it would be the same', async () => {
    const sources = await open();
    proxy.fault(faults.notJson);
    expect(codes([await one(sources)])).toEqual(['SOURCE_MISBEHAVED']);
    expect(proxy.seen.requests).toBe(1);
  });

  test('a system in trouble gets few further attempts: the budget', async () => {
    const sources = await open((definition) => {
      definition.retry = { most: 3, pauseMs: 1, budgetPercent: 10 };
      definition.breaker = { failures: 1_000, pauseMs: 10 };
      definition.load = { parallel: 4 };
    });
    proxy.fault(faults.status(503));
    await severalAlone(sources, 100);
    // 10 saved up, and 10 earned by 100 calls.
    expect(proxy.seen.requests).toBeGreaterThan(100);
    expect(proxy.seen.requests).toBeLessThanOrEqual(120);
  });
});

describe('breaker', () => {
  const sensitive = (definition: WrittenDefinition) => {
    definition.retry = { most: 0 };
    definition.breaker = { failures: 3, pauseMs: 200 };
  };

  test('opens after failures in a row, asks nobody while open, and closes by itself', async () => {
    const sources = await open(sensitive);
    proxy.fault(faults.status(500));
    for (let failure = 1; failure <= 3; failure += 1)
      expect(codes([await one(sources)])).toEqual(['SOURCE_DOWN']);
    expect(codes([await one(sources)])).toEqual(['SOURCE_BREAKER_OPEN']);
    expect(proxy.seen.requests).toBe(3);
    expect(sources.logged.join()).toContain('OPEN');
    proxy.fault(null);
    await vi.waitFor(async () => expect(codes([await one(sources)])).toEqual(['FOUND']), 10_000);
    expect(codes(await severalAlone(sources, 5))).toEqual(Array.from({ length: 5 }, () => 'FOUND'));
  });

  test('one probe alone goes to the system; everybody else is told at once', async () => {
    const sources = await open(sensitive);
    proxy.fault(faults.status(500));
    await severalAlone(sources, 3);
    const gate = openGate();
    proxy.fault(gate.hold);
    const before = proxy.seen.requests;
    await vi.waitFor(async () => {
      const probe = one(sources);
      await Promise.race([probe, vi.waitFor(() => expect(gate.waiting()).toBe(1))]);
      expect(gate.waiting()).toBe(1);
    }, 10_000);
    expect(new Set(codes(await severalAlone(sources, 20)))).toEqual(new Set(['SOURCE_BREAKER_OPEN']));
    expect(proxy.seen.requests).toBe(before + 1);
    gate.open();
    await vi.waitFor(async () => expect(codes([await one(sources)])).toEqual(['FOUND']), 10_000);
  });

  test('a probe its asker gave up does not close it', async () => {
    const sources = await open(sensitive);
    proxy.fault(faults.status(500));
    await severalAlone(sources, 3);
    const gate = openGate();
    proxy.fault(gate.hold);
    const asker = new AbortController();
    await vi.waitFor(async () => {
      const probe = one(sources, asker.signal);
      await vi.waitFor(() => expect(gate.waiting()).toBe(1), 150);
      asker.abort();
      expect(codes([await probe])).toEqual(['SOURCE_SLOW']);
    }, 10_000);
    const before = proxy.seen.requests;
    expect(codes([await one(sources)])).toEqual(['SOURCE_BREAKER_OPEN']);
    expect(proxy.seen.requests).toBe(before);
    gate.open();
  });

  test('a refusal is an answer: it does not open', async () => {
    const sources = await open(sensitive);
    proxy.fault(faults.status(403));
    for (let times = 0; times < 10; times += 1)
      expect(codes([await one(sources)])).toEqual(['SOURCE_REFUSED']);
  });

  test('a hanging system is noticed by askers whose own deadline is shorter than its limit', async () => {
    const sources = await open((definition) => {
      sensitive(definition);
      definition.breaker = { failures: 3, pauseMs: 60_000 };
      definition.time = { connectMs: 5_000, readMs: 100 };
    });
    proxy.fault(faults.late(60_000));
    for (let asker = 0; asker < 3; asker += 1) {
      expect(codes([await one(sources, AbortSignal.timeout(600))])).toEqual(['SOURCE_SLOW']);
    }
    expect(codes([await one(sources)])).toEqual(['SOURCE_BREAKER_OPEN']);
  });
});

test('bulkhead: a bounded number at the same time, a bounded number waiting, the rest told at once', async () => {
  const sources = await open((definition) => {
    definition.load = { parallel: 2, waiting: 1 };
  });
  const gate = openGate();
  proxy.fault(gate.hold);
  const asked = severalAlone(sources, 5);
  await vi.waitFor(() => expect(gate.waiting()).toBe(2));
  proxy.fault(null);
  gate.open();
  expect(codes(await asked).sort()).toEqual(['FOUND', 'FOUND', 'FOUND', 'SOURCE_BUSY', 'SOURCE_BUSY']);
});

test('a redirect to a host the definition names is followed, without the keys', async () => {
  const seen: IncomingHttpHeaders[] = [];
  const other = createServer((request, response) => {
    seen.push(request.headers);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"code":"0","data":{"jglb":[{"xh":"1","cxjg":"02","zzlb":[]}]}}');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(other.address() as AddressInfo).port}`;
  const sources = await open((definition) => Object.assign(definition, { redirectHosts: [host] }));
  proxy.fault(faults.redirect(`http://${host}/moved`));
  expect(codes([await one(sources)])).toEqual(['ABSENT']);
  expect(seen.length).toBe(1);
  expect(seen[0]).not.toHaveProperty('x-api-key');
  other.closeAllConnections();
  await new Promise((resolve) => other.close(resolve));
});

test('a closed source answers that it is closed', async () => {
  const sources = await open();
  expect(codes([await one(sources)])).toEqual(['FOUND']);
  await sources.close();
  opened.splice(0);
  expect(codes([await one(sources)])).toEqual(['SOURCE_DOWN']);
});
