import { jsonParser as parserOf, type Token } from 'stream-json/core/parser.js';

export type { Token };
export type JsonParser = (text: string) => unknown;

/** Whole keys, strings and numbers, never pieces of them. */
export function jsonParser(options: { readonly manyValues: boolean } = { manyValues: false }): JsonParser {
  return parserOf({ packValues: true, streamValues: false, jsonStreaming: options.manyValues });
}

/** The tokens that a piece of text completes; throws where it is no JSON. */
export function tokensOf(parse: JsonParser, text: string): readonly Token[] {
  const parsed = parse(text);
  // "Many" of stream-chain; its other answer is a symbol for "nothing yet".
  return typeof parsed === 'object' && parsed !== null && 'values' in parsed
    ? (parsed.values as Token[])
    : [];
}
