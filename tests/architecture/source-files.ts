import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import ts from 'typescript';

export interface SourceFile {
  /** Path from the root of the project, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

export interface Import {
  /** As written. */
  readonly specifier: string;
  /** Path of the file meant, for our own files; null for packages. */
  readonly target: string | null;
  /** Name of the package, for packages: `@scope/name` or `name`; `node:` ones keep their prefix. */
  readonly library: string | null;
}

export const root = join(import.meta.dirname, '..', '..');

/** Every TypeScript file of the given top-level folders, with what it imports. */
export function sourceFiles(folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) => walk(join(root, folder))).map(read);
}

function walk(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return walk(path);
    return name.endsWith('.ts') ? [path] : [];
  });
}

function read(path: string): SourceFile {
  const text = readFileSync(path, 'utf8');
  const { importedFiles } = ts.preProcessFile(text, true, true);
  const own = relative(root, path).split(sep).join('/');
  return { path: own, text, imports: importedFiles.map(({ fileName }) => importOf(own, fileName)) };
}

function importOf(from: string, specifier: string): Import {
  if (specifier.startsWith('.')) {
    const target = posix.join(dirname(from), specifier).replace(/\.js$/, '.ts');
    return { specifier, target, library: null };
  }
  const parts = specifier.split('/');
  const library = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
  return { specifier, target: null, library };
}
