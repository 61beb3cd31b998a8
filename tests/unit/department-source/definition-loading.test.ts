import { afterEach, describe, expect, test } from 'vitest';
import { encode } from 'iconv-lite';
import {
  type DepartmentSources,
  openDepartmentSources,
} from '../../../connectors/department-source/index.js';
import {
  definitionFolder,
  demonstrationDefinition,
  operationOf,
  type WrittenDefinition,
} from '../../support/department-source/definition-folder.js';

const opened: DepartmentSources[] = [];
afterEach(() => Promise.all(opened.splice(0).map((sources) => sources.close())));

type Content = string | Uint8Array | WrittenDefinition;

async function load(
  files: Readonly<Record<string, Content>>,
  options: { allow?: readonly string[]; values?: Record<string, string>; noSecrets?: boolean } = {},
): Promise<DepartmentSources> {
  const { folder, remove } = await definitionFolder(files);
  const sources = await openDepartmentSources({
    folders: [folder],
    values: options.values ?? { DEMO_REGISTRY_URL: 'http://127.0.0.1:9' },
    secrets: (reference) => {
      if (options.noSecrets) throw new Error(`nothing under ${reference}, but here is another: hunter2`);
      return 'key';
    },
    allowPrivateNetworks: options.allow ?? ['127.0.0.1/32'],
    clock: () => new Date(0),
    log: { info: () => undefined, warn: () => undefined },
  }).finally(remove);
  opened.push(sources);
  return sources;
}

/** What is found when the demonstration's definition is changed so. */
async function findingsAfter(
  change: (definition: WrittenDefinition) => void,
  options: Parameters<typeof load>[1] = {},
) {
  const definition = await demonstrationDefinition();
  change(definition);
  const { findings, ...sources } = await load({ 'changed.yaml': definition }, options);
  if (findings.length > 0) expect(sources.list()).toEqual([]);
  for (const finding of findings) {
    expect(finding.code).toBe('SOURCE_DEFINITION_INVALID');
    expect(finding.file).toMatch(/changed\.yaml$/);
    expect(finding.en).toContain(finding.problem.en);
    expect(finding.zh).toContain(finding.problem.zh);
    expect(finding.zh).toMatch(/\p{Script=Han}/u);
  }
  return findings.map(({ path, problem }) => ({ path, en: problem.en, zh: problem.zh }));
}

const sampleAnswer = (definition: WrittenDefinition, name: string, from: string | RegExp, to: string) => {
  const { sample } = operationOf(definition, name);
  sample['answer'] = String(sample['answer']).replace(from, to);
};

test('the demonstration definition loads, and says what it offers', async () => {
  const { findings, ...sources } = await load({
    'demo.yaml': await demonstrationDefinition(),
  });
  expect(findings).toEqual([]);
  expect(sources.list()).toMatchObject([{ name: 'demo-registry', kind: 'rest' }]);
  expect(sources.licenceSources()[0]?.licenceTypes).toHaveLength(10);
  expect(sources.dataCheckSources()[0]?.checks).toEqual([
    'social-insurance-enrolment',
    'marriage-registration',
  ]);
});

test('a bad definition is reported with its file and left out; the others load', async () => {
  const good = await demonstrationDefinition();
  const bad = { ...(await demonstrationDefinition()), name: 'bad', surprise: 1 };
  const { findings, ...sources } = await load({
    'a-bad.yaml': bad,
    'b-good.yaml': good,
    'c-broken.yml': 'name: [',
    'notes.txt': 'x',
  });
  expect(sources.list().map(({ name }) => name)).toEqual(['demo-registry']);
  expect(findings.map(({ file, path }) => [file.replace(/^.*\//, ''), path])).toEqual([
    ['a-bad.yaml', 'surprise'],
    ['c-broken.yml', '1:8'],
  ]);
});

test('two definitions of one name: the second is left out', async () => {
  const definition = await demonstrationDefinition();
  const { findings, ...sources } = await load({ 'a.yaml': definition, 'b.yaml': definition });
  expect(sources.list()).toHaveLength(1);
  expect(findings).toMatchObject([{ path: 'name' }]);
  expect(findings[0]?.file).toMatch(/b\.yaml$/);
});

test('a folder that is not there is reported', async () => {
  const { findings } = await openDepartmentSources({
    folders: ['/nowhere/at/all'],
    values: {},
    secrets: () => '',
    allowPrivateNetworks: [],
    clock: () => new Date(0),
    log: { info: () => undefined, warn: () => undefined },
  });
  expect(findings).toMatchObject([{ file: '/nowhere/at/all', path: '' }]);
  expect(findings[0]?.en).toContain('ENOENT');
});

describe('files that are no definition', () => {
  test.each<[string, Content, string]>([
    ['empty', '', 'Invalid input'],
    ['a list', '- 1', 'Invalid input'],
    ['broken YAML', 'name: "x\nkind: rest', 'not well-formed YAML'],
    ['a name twice', 'name: a\nname: b', 'not well-formed YAML'],
    ['GBK', encode('title: 示范证照库', 'gbk'), 'not UTF-8'],
    ['too large', `# ${'x'.repeat(1_100_000)}`, 'larger than'],
    ['aliases without end', bomb(), 'too many aliases'],
    ['an unknown tag', 'name: !js/function "x"', 'not well-formed YAML'],
  ])('%s', async (_, content, problem) => {
    const { findings, ...sources } = await load({ 'changed.yaml': content });
    expect(sources.list()).toEqual([]);
    expect(findings[0]?.problem.en).toContain(problem);
  });

  function bomb(): string {
    const layers = Array.from({ length: 12 }, (_, depth) => {
      const above = depth === 0 ? '"x"' : `*a${depth - 1}`;
      return `l${depth}: &a${depth} [${Array.from({ length: 10 }, () => above).join(', ')}]`;
    });
    return layers.join('\n');
  }
});

describe('what is wrong is said by its path', () => {
  test.each<[string, string, (definition: WrittenDefinition) => void]>([
    ['unknown key', 'operations.byHolder.pth', (d) => (operationOf(d, 'byHolder')['pth'] = '/x')],
    ['unknown kind', 'kind', (d) => (d['kind'] = 'carrier-pigeon')],
    ['name', 'name', (d) => (d.name = 'Steuer Amt')],
    [
      'a type code that YAML read as a number',
      'operations.byHolder.sample.asks.0.licenceType',
      (d) => {
        operationOf(d, 'byHolder').sample['asks'] = [
          { holder: { type: '111', code: '440900190001010018' }, licenceType: 1e20 },
        ];
      },
    ],
    ['a licence type code', 'offers.licenceTypes.123', (d) => (d.offers['licenceTypes'] = { '123': 'X' })],
    ['a holder type', 'offers.holderTypes.0', (d) => (d.offers['holderTypes'] = ['777'])],
    [
      'a holder number',
      'operations.byHolder.sample.asks.0.holder',
      (d) => {
        operationOf(d, 'byHolder').sample['asks'] = [
          { holder: { type: '111', code: '1' }, licenceType: '11100000000013127D001' },
        ];
      },
    ],
    [
      'JSONata of the body',
      'operations.byHolder.body',
      (d) => (operationOf(d, 'byHolder')['body'] = '{ "a": '),
    ],
    [
      'JSONata of the record',
      'operations.byHolder.answer.record',
      (d) => (operationOf(d, 'byHolder').answer['record'] = 'zzlb.{'),
    ],
    [
      'JSONata in the path',
      'operations.byIdentifier.path',
      (d) => (operationOf(d, 'byIdentifier')['path'] = '/zz/{$ask.}'),
    ],
    ['a path', 'operations.byHolder.path', (d) => (operationOf(d, 'byHolder')['path'] = 'zz?x=1')],
    [
      'a header of ours',
      'operations.byHolder.headers.Host',
      (d) => (operationOf(d, 'byHolder')['headers'] = { Host: 'x' }),
    ],
    ['a body on GET', 'operations.byIdentifier.body', (d) => (operationOf(d, 'byIdentifier')['body'] = '{}')],
    [
      'a batch without key',
      'operations.byHolder.answer.key',
      (d) => delete operationOf(d, 'byHolder').answer['key'],
    ],
    [
      'no word for none',
      'operations.check.answer.absent',
      (d) => delete operationOf(d, 'check').answer['absent'],
    ],
    ['nothing offered', 'offers', (d) => (d.offers = {})],
    ['a check without operation', 'offers.checks', (d) => delete d.operations['check']],
    ['a sample of something not offered', 'operations', (d) => (d.offers['checks'] = { other: 'X' })],
    [
      'a sample that proves nothing',
      'operations.check.sample.gives',
      (d) => {
        operationOf(d, 'check').sample['gives'] = ['ABSENT', 'ABSENT', 'ABSENT'];
      },
    ],
    [
      'a sample with a row too few',
      'operations.check.sample.gives',
      (d) => (operationOf(d, 'check').sample['gives'] = ['FOUND']),
    ],
    [
      'a sample answer that is no JSON',
      'operations.check.sample.answer',
      (d) => (operationOf(d, 'check').sample['answer'] = '{'),
    ],
    ['a table with a name of ours', 'tables.asks', (d) => (d['tables'] = { asks: {} })],
  ])('%s: %s', async (_, path, change) => {
    const findings = await findingsAfter(change);
    expect(findings.map((finding) => finding.path)).toContain(path);
  });
});

describe('addresses', () => {
  const at = (url: string) => (definition: WrittenDefinition) => (definition.url = url);

  test.each([
    'http://127.0.0.1:8080',
    'http://localhost:8080',
    'http://10.1.2.3/api',
    'http://172.16.0.1',
    'http://192.168.1.1',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1',
    'http://0.0.0.0',
    'http://[::1]:8080',
    'http://[::ffff:127.0.0.1]',
    'http://[fd00::1]',
    'http://[fe80::1]',
    'http://2130706433',
    'http://0x7f.1',
    'http://0177.0.0.1',
  ])('%s is private and refused unless allowed', async (url) => {
    const findings = await findingsAfter(at(url), { allow: [] });
    expect(findings).toMatchObject([{ path: 'url' }]);
    expect(findings[0]?.en).toContain('private network');
  });

  test('a private address that is allowed, and public ones', async () => {
    expect(await findingsAfter(at('http://10.1.2.3/api'), { allow: ['10.0.0.0/8'] })).toEqual([]);
    expect(await findingsAfter(at('https://example.com/api'), { allow: [] })).toEqual([]);
    expect(await findingsAfter(at('https://[2400:3200::1]/'), { allow: [] })).toEqual([]);
  });

  test.each([
    'ftp://example.com',
    'https://user:pass@example.com',
    'https://example.com/?a=1',
    'example.com',
    'file:///etc/passwd',
  ])('%s is no address of a source', async (url) => {
    expect((await findingsAfter(at(url))).map(({ path }) => path)).toContain('url');
  });

  test('a network that is none stops the start', async () => {
    await expect(load({}, { allow: ['10.0.0.0'] })).rejects.toThrow('10.0.0.0');
    await expect(load({}, { allow: ['10.0.0.0/33'] })).rejects.toThrow('10.0.0.0/33');
  });
});

describe('values and secrets', () => {
  test('a value that is not set', async () => {
    const findings = await findingsAfter(() => undefined, { values: {} });
    expect(findings).toMatchObject([{ path: 'url', en: 'nothing is set for {{DEMO_REGISTRY_URL}}' }]);
  });

  test('a secret that cannot be had: the reference is named, nothing else', async () => {
    const findings = await findingsAfter(() => undefined, { noSecrets: true });
    expect(findings).toMatchObject([{ path: 'headers.X-Api-Key' }]);
    expect(JSON.stringify(findings)).toContain('DEMO_REGISTRY_KEY');
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  test('a secret in an address', async () => {
    const findings = await findingsAfter(
      (definition) => (definition.url = 'https://example.com/{{secret:KEY}}'),
    );
    expect(findings).toMatchObject([{ path: 'url' }]);
  });
});

describe('the sample is tried', () => {
  test.each<[string, string, (definition: WrittenDefinition) => void]>([
    [
      'a renamed list',
      'operations.byHolder.sample.gives.0',
      (d) => sampleAnswer(d, 'byHolder', 'zzlb', 'zzlist'),
    ],
    [
      'a state nobody translated',
      'operations.byHolder.sample.gives.0',
      (d) => sampleAnswer(d, 'byHolder', '"ZC"', '"QQ"'),
    ],
    [
      'a date that is none',
      'operations.byHolder.sample.gives.0',
      (d) => sampleAnswer(d, 'byHolder', '20290430', '20290431'),
    ],
    [
      'a missing end',
      'operations.byHolder.sample.gives.0',
      (d) => sampleAnswer(d, 'byHolder', '"20290430"', 'null'),
    ],
    [
      'somebody else',
      'operations.byHolder.sample.gives.0',
      (d) => sampleAnswer(d, 'byHolder', /"czrhm": "\w+"/, '"czrhm": "440900190001010026"'),
    ],
    [
      'another identifier',
      'operations.byIdentifier.sample.gives.0',
      (d) => sampleAnswer(d, 'byIdentifier', '033.001.B', '034.001.W'),
    ],
    [
      'rows without their key',
      'operations.byHolder.sample.gives.0',
      (d) => sampleAnswer(d, 'byHolder', '"xh": "1"', '"nr": "1"'),
    ],
    [
      'an error in the envelope',
      'operations.check.sample.answer',
      (d) => sampleAnswer(d, 'check', '"code": "0"', '"code": "9"'),
    ],
    [
      'a field no record has',
      'operations.byHolder.sample.gives.0',
      (d) =>
        (operationOf(d, 'byHolder').answer['record'] =
          '{ "validTill": "长期", "state": "10", "validUntil": "长期" }'),
    ],
    [
      'a yes that is no boolean',
      'operations.check.sample.gives.0',
      (d) => (operationOf(d, 'check').answer['result'] = '{ "passed": "1" }'),
    ],
    [
      'absence that is taken for presence',
      'operations.byHolder.sample.gives.1',
      (d) => (operationOf(d, 'byHolder').answer['absent'] = 'false'),
    ],
    [
      'a body that is text',
      'operations.byHolder.sample.asks',
      (d) => (operationOf(d, 'byHolder')['body'] = '"x"'),
    ],
    [
      'a path that stays empty',
      'operations.byIdentifier.sample.asks',
      (d) => (operationOf(d, 'byIdentifier')['path'] = '/zz/{$ask.nothing}'),
    ],
    [
      'an expression without end',
      'operations.byHolder.sample.asks',
      (d) => (operationOf(d, 'byHolder')['body'] = '( $f := function($n) { $f($n + 1) }; { "a": $f(0) } )'),
    ],
    [
      'a list that one question turns into a value',
      'operations.byHolder.body',
      (d) => {
        operationOf(d, 'byHolder')['body'] = '{ "cxlb": $asks.{ "xh": $string(row) } }';
      },
    ],
  ])('%s: %s', async (_, path, change) => {
    const findings = await findingsAfter(change);
    expect(findings.map((finding) => finding.path)).toContain(path);
  });
});
