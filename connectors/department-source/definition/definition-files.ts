import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceDefinitionFinding } from '../options.js';
import type { Definition } from './definition.js';
import { definitionFinding, DefinitionRefused } from './finding.js';
import { readDefinition } from './reading.js';

export interface DefinitionFile {
  readonly file: string;
  readonly definition: Definition;
}

export interface DefinitionFiles {
  readonly read: readonly DefinitionFile[];
  readonly findings: readonly SourceDefinitionFinding[];
}

/** Every definition of the folders, in the order of their file names; a bad one is reported and left out. */
export async function readDefinitionFiles(folders: readonly string[]): Promise<DefinitionFiles> {
  const read: DefinitionFile[] = [];
  const findings: SourceDefinitionFinding[] = [];
  for (const folder of folders) {
    for (const file of await filesOf(folder, findings)) {
      try {
        const definition = readDefinition(await readFile(file));
        refuseSecond(definition, read);
        read.push({ file, definition });
      } catch (error) {
        findings.push(...findingsOf(file, error));
      }
    }
  }
  return { read, findings };
}

async function filesOf(folder: string, findings: SourceDefinitionFinding[]): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && /^[^.].*\.ya?ml$/i.test(entry.name))
      .map((entry) => join(folder, entry.name))
      .sort();
  } catch (error) {
    findings.push(...findingsOf(folder, error));
    return [];
  }
}

function refuseSecond({ name }: Definition, read: readonly DefinitionFile[]): void {
  const first = read.find((one) => one.definition.name === name);
  if (!first) return;
  throw new DefinitionRefused([
    {
      path: 'name',
      problem: {
        en: `another definition has this name: ${first.file}`,
        zh: `名称与另一定义重复：${first.file}`,
      },
    },
  ]);
}

/** Problems of the definition, or of reading it (permissions, a file that vanished). */
export function findingsOf(file: string, error: unknown): SourceDefinitionFinding[] {
  if (error instanceof DefinitionRefused)
    return error.problems.map((problem) => definitionFinding(file, problem));
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (code === null) throw error;
  return [
    definitionFinding(file, {
      path: '',
      problem: { en: `it cannot be read (${code})`, zh: `无法读取（${code}）` },
    }),
  ];
}
