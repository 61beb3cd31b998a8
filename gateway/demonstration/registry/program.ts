import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface RegistryProgram {
  readonly file: string;
  remove(): Promise<void>;
}

const folder = fileURLToPath(new URL('process', import.meta.url));
const main = 'registry-process';

/** The registry's program file: compiled beside us in dist/, or, when we run from the sources (tests), compiled here. */
export async function registryProgram(): Promise<RegistryProgram> {
  if (import.meta.url.endsWith('.js')) {
    return { file: join(folder, `${main}.js`), remove: () => Promise.resolve() };
  }
  const { default: typescript } = await import('typescript');
  const target = await mkdtemp(join(tmpdir(), 'tongban-registry-'));
  for (const name of await readdir(folder)) {
    const source = await readFile(join(folder, name), 'utf8');
    const { outputText } = typescript.transpileModule(source, {
      compilerOptions: { module: typescript.ModuleKind.ESNext, target: typescript.ScriptTarget.ES2022 },
    });
    await writeFile(join(target, name.replace(/\.ts$/, '.js')), outputText);
  }
  await writeFile(join(target, 'package.json'), '{"type":"module"}');
  return { file: join(target, `${main}.js`), remove: () => rm(target, { recursive: true, force: true }) };
}
