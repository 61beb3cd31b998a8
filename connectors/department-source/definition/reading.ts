import { parseDocument, type YAMLError } from 'yaml';
import { z } from 'zod';
import { type Definition, definitionSchema } from './definition.js';
import { DefinitionRefused, type DefinitionProblem } from './finding.js';

/** A definition is a page or two; a file beyond this is something else. */
export const MOST_DEFINITION_BYTES = 1_048_576;

/** Bytes of a file → definition, or everything that is wrong in it. */
export function readDefinition(bytes: Uint8Array): Definition {
  const written = tree(decoded(bytes));
  const read = definitionSchema.safeParse(written);
  if (read.success) return read.data;
  const inChinese = definitionSchema.safeParse(written, { error: z.locales.zhCN().localeError });
  throw new DefinitionRefused(problemsOf(read.error.issues, inChinese.error?.issues ?? []));
}

function decoded(bytes: Uint8Array): string {
  if (bytes.byteLength > MOST_DEFINITION_BYTES) {
    throw refused('', `larger than ${MOST_DEFINITION_BYTES} bytes`, `超过${MOST_DEFINITION_BYTES}字节`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused('', 'not UTF-8; save it as UTF-8', '不是UTF-8编码，请另存为UTF-8');
  }
}

function tree(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) throw new DefinitionRefused(broken.map(yamlProblem));
  try {
    const value: unknown = document.toJS({ maxAliasCount: 50 });
    return value;
  } catch {
    throw refused('', 'too many aliases', 'YAML别名过多');
  }
}

/** "at line 3, column 5" is the path of a file that is no YAML yet. */
function yamlProblem(error: YAMLError): DefinitionProblem {
  const [place] = error.linePos ?? [];
  const at = place ? `${place.line}:${place.col}` : '';
  const [said = error.code] = error.message.split(/ at line \d+|\n/);
  return { path: at, problem: { en: `not well-formed YAML: ${said}`, zh: `YAML格式有误：${said}` } };
}

function problemsOf(
  english: readonly z.core.$ZodIssue[],
  chinese: readonly z.core.$ZodIssue[],
): DefinitionProblem[] {
  return english.map((issue, index) => ({
    path: pathOf(issue),
    problem: { en: issue.message, zh: ownChinese(issue) ?? chinese[index]?.message ?? issue.message },
  }));
}

function pathOf(issue: z.core.$ZodIssue): string {
  const unknown = issue.code === 'unrecognized_keys' && issue.keys.length === 1 ? issue.keys : [];
  return [...issue.path, ...unknown].map(String).join('.');
}

/** Problems of our own bring their Chinese along; zod's come from its Chinese catalogue. */
function ownChinese(issue: z.core.$ZodIssue): string | null {
  const { zh } = (issue.code === 'custom' ? (issue.params ?? {}) : {}) as { zh?: unknown };
  return typeof zh === 'string' ? zh : null;
}

function refused(path: string, en: string, zh: string): DefinitionRefused {
  return new DefinitionRefused([{ path, problem: { en, zh } }]);
}
