import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { all, faultOf, guideLayout, inPieces, itemsOf, open } from './reading.js';

const layout = { form: 'CSV', columns: ['名称'], kind: 'X' } as const;
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
/** 名称\n中文\n in GB 18030. */
const gb = Uint8Array.from([0xc3, 0xfb, 0xb3, 0xc6, 0x0a, 0xd6, 0xd0, 0xce, 0xc4, 0x0a]);

describe('the encoding of a file', () => {
  it.each([
    ['UTF-8', utf8('名称\n中文'), {}],
    ['UTF-8 with a byte order mark', utf8('\ufeff名称\n中文'), {}],
    ['GB 18030, said so', gb, { encoding: 'gb18030' }],
    ['UTF-16, said so', utf16('\ufeff名称\n中文'), { encoding: 'utf-16le' }],
    [
      'UTF-16 big-endian, said so',
      new Uint8Array(Buffer.from('名称\n中文', 'utf16le').swap16()),
      { encoding: 'utf-16be' },
    ],
  ] as const)('%s is read', async (_, bytes, options) => {
    expect(await itemsOf(bytes, layout, options)).toMatchObject([{ value: { 名称: '中文' } }]);
  });

  it.each([
    ['GB 18030', gb, {}, { encoding: 'UTF-8', offset: 1, guess: 'GB18030 (GBK)' }],
    ['UTF-16', utf16('\ufeff名称'), {}, { offset: 0, guess: 'UTF-16LE' }],
    ['UTF-16 without a mark', utf16('name,number\n中文'), {}, { guess: 'UTF-16LE' }],
    [
      'an image',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
      {},
      { offset: 0 },
    ],
    ['UTF-8 cut inside a character', utf8('名称').subarray(0, 4), {}, { offset: 4 }],
    ['UTF-8 said to be GB 18030', utf8('名称\n中文字'), { encoding: 'gb18030' }, { encoding: 'GB18030' }],
    ['an overlong form', Uint8Array.from([0x41, 0xc0, 0xaf]), {}, { offset: 1 }],
  ] as const)('%s is refused', async (_, bytes, options, facts) => {
    const fault = await faultOf(itemsOf(bytes, layout, options));
    expect(fault).toMatchObject({ reason: 'FILE_ENCODING_WRONG', facts });
    expect(fault.message).toContain('--encoding');
  });

  it('is told at the byte, far into the file', async () => {
    const bytes = utf8(`名称\n${'中文\n'.repeat(100_000)}`);
    bytes[654_321] = 0xff;
    const fault = await faultOf(itemsOf(bytes, layout));
    expect(fault.facts['offset']).toBeGreaterThanOrEqual(654_321);
    expect(fault.facts['offset']).toBeLessThanOrEqual(654_322);
  });
});

describe('a file by its path', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tongban-sheet-test-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('that is missing, a directory, empty or too large is refused', async () => {
    const empty = join(folder, 'empty');
    const blank = join(folder, 'blank');
    const large = join(folder, 'large');
    await Promise.all([
      writeFile(empty, ''),
      writeFile(blank, '\ufeff \n\t'),
      writeFile(large, 'x'.repeat(1_001)),
    ]);
    expect(await faultOf(open({ path: join(folder, 'none') }))).toMatchObject({
      reason: 'FILE_UNREADABLE',
      facts: { problem: expect.stringContaining('no such file') as string },
    });
    expect(await faultOf(open({ path: join(empty, 'below') }))).toMatchObject({ reason: 'FILE_UNREADABLE' });
    expect(await faultOf(open({ path: folder }))).toMatchObject({
      reason: 'FILE_UNREADABLE',
      facts: { problem: expect.stringContaining('directory') as string },
    });
    expect(await faultOf(open({ path: empty }))).toMatchObject({ reason: 'FILE_MALFORMED' });
    expect(await faultOf(open({ path: blank }))).toMatchObject({ reason: 'FILE_MALFORMED' });
    expect(await faultOf(open({ path: large }, { mostBytes: 1_000 }))).toMatchObject({
      reason: 'FILE_TOO_LARGE',
      facts: { size: 1_001, most: 1_000 },
    });
  });

  it('may be a pipe, which can be read only once', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const opening = open({ path: pipe });
    createWriteStream(pipe).end('[{"department":"a","items":[{"name":"一"}]}]');
    const file = await opening;
    expect(await all(file, guideLayout)).toHaveLength(1);
    expect(await all(file, guideLayout)).toHaveLength(1);
    await file.close();
  });

  it('that changes between two readings is refused, because what was judged is not what would be stored', async () => {
    const path = join(folder, 'changing.csv');
    await writeFile(path, '名称\n一\n');
    const file = await open({ path });
    expect(await all(file, layout)).toHaveLength(1);
    await writeFile(path, '名称\n二\n');
    expect(await faultOf(all(file, layout))).toMatchObject({ reason: 'FILE_UNREADABLE' });
    await file.close();
  });
});

describe('a file as a stream', () => {
  it('leaves no copy behind, whether it is read or refused', async () => {
    const before = process.env['TMPDIR'];
    const folder = await mkdtemp(join(tmpdir(), 'tongban-sheet-test-'));
    process.env['TMPDIR'] = folder;
    await itemsOf('名称\n一', layout);
    await faultOf(itemsOf(gb, layout));
    await faultOf(open({ stream: inPieces(utf8('名称\n一二三四五')) }, { mostBytes: 10 }));
    const file = await open({ stream: inPieces(utf8('名称\n一')) });
    expect(await readdir(folder)).toHaveLength(1);
    await file.close();
    expect(await readdir(folder)).toEqual([]);
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    await rm(folder, { recursive: true });
  });

  it('is refused as soon as it is too large, however much would follow', async () => {
    let given = 0;
    const endless = (async function* () {
      for (;;) {
        given += 1_000;
        yield await Promise.resolve(new Uint8Array(1_000));
      }
    })();
    expect(await faultOf(open({ stream: endless }, { mostBytes: 10_000 }))).toMatchObject({
      reason: 'FILE_TOO_LARGE',
    });
    expect(given).toBeLessThanOrEqual(12_000);
  });
});

describe('the outline of a file', () => {
  it.each([
    [
      '[{"department":"a","items":[{"main_item":1}]}]',
      'f',
      'JSON',
      ['[].department', '[].items', '[].items[].main_item'],
    ],
    ['{"matters":[{"name":1}],"x":{"y":1}}', 'f', 'JSON', ['matters', 'matters[].name', 'x', 'x.y']],
    ['{"kind":"a"}\n{"kind":"b"}', 'f', 'NDJSON', ['kind']],
    ['{"kind":"a"}', 'f.ndjson', 'NDJSON', ['kind']],
    ['{"kind":"a"}', 'f.json', 'JSON', ['kind']],
    ['[{"department":"a", oops', 'f', 'JSON', ['[].department']],
    ['\ufeff"number",department , x\n1,2,3', 'f', 'CSV', ['number', 'department', 'x']],
  ])('%j as %s is %s', async (text, fileName, form, names) => {
    const file = await open({ stream: inPieces(utf8(text)) }, { fileName });
    expect(file.outline).toEqual({ form, names });
    await file.close();
  });

  it('comes with size and digest of the bytes', async () => {
    const file = await open({ stream: inPieces(utf8('abc')) });
    expect(file).toMatchObject({
      bytes: 3,
      digest: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    });
    await file.close();
  });
});
