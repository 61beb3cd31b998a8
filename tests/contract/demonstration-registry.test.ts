import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test, vi } from 'vitest';
import { projectRoot } from '../../gateway/project-root.js';
import { startDemonstrationRegistry } from '../../gateway/demonstration/registry/index.js';
import { registryProgram } from '../../gateway/demonstration/registry/program.js';

const holders = join(projectRoot, 'gateway', 'demonstration', 'data', 'holders.json');

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

test('it answers on loopback, only with its key, and stops', async () => {
  const registry = await startDemonstrationRegistry();
  expect(registry.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const ask = (key: string) => fetch(`${registry.url}/_control`, { headers: { 'x-api-key': key } });
  expect((await ask('wrong')).status).toBe(401);
  expect((await ask(registry.apiKey)).status).toBe(200);
  await registry.stop();
  expect(await answers(registry.url)).toBe(false);
  await registry.stop();
});

test('two of them live side by side with keys of their own', async () => {
  const [one, two] = await Promise.all([startDemonstrationRegistry(), startDemonstrationRegistry()]);
  expect(one.url).not.toBe(two.url);
  expect(one.apiKey).not.toBe(two.apiKey);
  await Promise.all([one.stop(), two.stop()]);
});

test('it does not outlive a parent that was killed', async () => {
  const program = await registryProgram();
  // A parent that starts it, tells its first line, and then does nothing until it is killed.
  const parent = spawn(process.execPath, [
    '-e',
    `const child = require('node:child_process').spawn(process.execPath, [${JSON.stringify(program.file)}],
       { stdio: ['pipe', 'inherit', 'inherit'], env: {} });
     child.stdin.write(JSON.stringify({ apiKey: 'k', holders: ${JSON.stringify(holders)} }) + '\\n');`,
  ]);
  const line = await new Promise<string>((resolve) =>
    createInterface({ input: parent.stdout }).once('line', resolve),
  );
  const url = `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`;
  expect(await answers(url)).toBe(true);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await vi.waitFor(async () => expect(await answers(url)).toBe(false), 10_000);
  await program.remove();
});

test('SIGTERM ends it, an order that is none ends it with an error', async () => {
  const program = await registryProgram();
  const child = spawn(process.execPath, [program.file], { env: {} });
  child.stdin.write(`${JSON.stringify({ apiKey: 'k', holders })}\n`);
  await once(createInterface({ input: child.stdout }), 'line');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);

  const broken = spawn(process.execPath, [program.file], { env: {} });
  broken.stdin.write('{}\n');
  const [code] = (await once(broken, 'exit')) as [number];
  expect(code).not.toBe(0);
  await program.remove();
});
