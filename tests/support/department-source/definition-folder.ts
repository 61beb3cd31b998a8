import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

const demonstration = new URL('../../../gateway/demonstration/sources/demo-registry.yaml', import.meta.url);

/** The parts of a definition that tests change; the rest stays as it is. */
export interface WrittenDefinition {
  [key: string]: unknown;
  name: string;
  url: string;
  load?: Record<string, unknown>;
  time?: Record<string, unknown>;
  retry?: Record<string, unknown>;
  breaker?: Record<string, unknown>;
  offers: Record<string, unknown>;
  operations: Record<string, WrittenOperation>;
}

export interface WrittenOperation {
  [key: string]: unknown;
  answer: Record<string, unknown>;
  sample: Record<string, unknown>;
}

export async function demonstrationDefinition(): Promise<WrittenDefinition> {
  return parse(await readFile(demonstration, 'utf8')) as WrittenDefinition;
}

export function operationOf(definition: WrittenDefinition, name: string): WrittenOperation {
  const operation = definition.operations[name];
  if (!operation) throw new Error(`The definition has no operation ${name}`);
  return operation;
}

/** A folder of definitions: file name → text, or what is to be written as YAML. */
export async function definitionFolder(
  files: Readonly<Record<string, string | Uint8Array | WrittenDefinition>>,
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tongban-sources-'));
  for (const [name, content] of Object.entries(files)) {
    const written =
      typeof content === 'string' || content instanceof Uint8Array ? content : stringify(content);
    await writeFile(join(folder, name), written);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
