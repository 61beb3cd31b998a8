import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * The file that a worker thread starts from. A thread is loaded by Node itself, which reads only what is compiled: in
 * `dist` the compiled neighbour, and where the sources run as they are (tests) this folder compiled once into a cache.
 */
export async function workerEntry(): Promise<URL> {
  const here = fileURLToPath(import.meta.url);
  if (!here.endsWith('.ts')) return new URL('./seal-worker.js', import.meta.url);
  return pathToFileURL(join(await compiled(dirname(here)), 'seal-worker.js'));
}

/** The threads use nothing of ours outside this folder but types, so the folder compiles by itself. */
async function compiled(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort();
  const sources = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const hash = createHash('sha256').update(process.version);
  names.forEach((name, index) =>
    hash
      .update(name)
      .update('\0')
      .update(sources[index] ?? '')
      .update('\0'),
  );
  // Below node_modules, so that packages are found from there.
  const cache = join(folder, '..', '..', 'node_modules', '.cache', 'seal-worker');
  const target = join(cache, hash.digest('hex').slice(0, 32));
  if (existsSync(target)) return target;
  // Several test processes may do this at once: each writes its own folder, and the first to rename wins.
  const draft = join(cache, `draft-${randomUUID()}`);
  await mkdir(draft, { recursive: true });
  const { default: typescript } = await import('typescript');
  const { ES2022 } = typescript.ScriptTarget;
  const compilerOptions = { target: ES2022, module: typescript.ModuleKind.ES2022, inlineSourceMap: true };
  await writeFile(join(draft, 'package.json'), '{ "type": "module" }\n');
  await Promise.all(
    names.map((name, index) => {
      const { outputText } = typescript.transpileModule(sources[index] ?? '', {
        compilerOptions,
        fileName: name,
      });
      return writeFile(join(draft, name.replace(/\.ts$/, '.js')), outputText);
    }),
  );
  await rename(draft, target).catch(() => rm(draft, { recursive: true, force: true }));
  return target;
}
