// The one door for `npm start`, `npm run tongban`, `npm run tour` and `npm run bench`: compiles the sources when
// they are newer than dist/, then runs the command line. Nothing but Node and the installed packages is needed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'dist', '.built');
const lock = join(root, 'dist', '.building');
const LOCK_STALE_MS = 120_000;

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return path.endsWith('.ts') || path.endsWith('.json') ? stat.mtimeMs : 0;
  let latest = stat.mtimeMs;
  for (const entry of readdirSync(path)) latest = Math.max(latest, newest(join(path, entry)));
  return latest;
}

function isFresh() {
  const sources = [
    'gateway',
    'schema',
    'catalog',
    'connectors',
    'tests/bench',
    'tsconfig.build.json',
    'package.json',
  ];
  const changed = Math.max(
    ...sources
      .map((name) => join(root, name))
      .filter(existsSync)
      .map(newest),
  );
  return existsSync(stamp) && statSync(stamp).mtimeMs >= changed;
}

/** Two processes may start together in a fresh checkout: one compiles, the other waits for it. */
function takeLock() {
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const age = existsSync(lock) ? Date.now() - statSync(lock).mtimeMs : 0;
    if (age > LOCK_STALE_MS) rmSync(lock, { recursive: true, force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
}

function compile() {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  if (!existsSync(tsc)) {
    process.stderr.write(
      'tongban: the packages are not installed. Run `npm ci` first. 依赖尚未安装，请先运行 npm ci。\n',
    );
    return false;
  }
  const began = new Date();
  if (process.stderr.isTTY) process.stderr.write('tongban: compiling …\r');
  const done = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], {
    stdio: ['ignore', 2, 2],
  });
  if (done.status !== 0) {
    process.stderr.write(
      'tongban: the sources do not compile; the messages above say where. 编译失败，请看上面的信息。\n',
    );
    return false;
  }
  writeFileSync(stamp, `${began.toISOString()}\n`);
  utimesSync(stamp, began, began); // a source edited while compiling must count as newer
  return true;
}

function build() {
  if (isFresh()) return;
  takeLock();
  let done;
  try {
    done = isFresh() || compile();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
  if (!done) process.exit(2);
}

build();
if (!process.argv.includes('--build-only')) {
  process.setSourceMapsEnabled(true);
  const [first, ...rest] = process.argv.slice(2);
  if (first === 'bench') {
    const { runBenches } = await import(new URL('../dist/tests/bench/run.js', import.meta.url));
    await runBenches(rest);
  } else {
    const { run } = await import(new URL('../dist/gateway/command-line/run.js', import.meta.url));
    await run(process.argv.slice(2));
  }
}
