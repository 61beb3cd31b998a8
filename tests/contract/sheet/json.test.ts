import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { all, faultOf, guideLayout, inPieces, itemsOf, open } from './reading.js';

const document = [
  {
    department: '甲局',
    note: '备注',
    items: [{ name: '一', n: 1.5, deep: [{ a: null }, true] }, { name: '二\n"\\𠮷' }],
  },
  { department: '乙局', items: [] },
  { department: '丙局', items: null },
  { department: '丁局', items: [{ name: '三' }, '不是对象', { name: 'a', name2: 1 }] },
];
const text = JSON.stringify(document, null, 1);

describe('a JSON document', () => {
  it('gives its rows with path, number and what the records around them say', async () => {
    expect(await itemsOf(text, guideLayout)).toMatchObject([
      { is: 'STRAY', path: '$[0].note', finding: { rule: 'FIELD_NOT_KEPT', value: '备注' } },
      {
        is: 'ROW',
        number: 1,
        path: '$[0].items[0]',
        kind: 'ITEM',
        value: { name: '一', n: 1.5, deep: [{ a: null }, true] },
        carried: { department: '甲局' },
        damage: [],
      },
      { number: 2, path: '$[0].items[1]', value: { name: '二\n"\\𠮷' } },
      { is: 'STRAY', path: '$[1]', finding: { rule: 'GROUP_EMPTY', value: '乙局' } },
      { is: 'STRAY', path: '$[2]', finding: { rule: 'GROUP_EMPTY', value: '丙局' } },
      { number: 3, path: '$[3].items[0]', carried: { department: '丁局' } },
      {
        number: 4,
        path: '$[3].items[1]',
        value: {},
        damage: [{ rule: 'ROW_NOT_AN_OBJECT', value: '不是对象' }],
      },
      { number: 5, path: '$[3].items[2]' },
    ]);
  });

  it('gives the same rows however its bytes come in', async () => {
    const bytes = new TextEncoder().encode(text);
    const whole = await itemsOf(text, guideLayout);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }), async (sizes) => {
        const file = await open({ stream: inPieces(bytes, sizes) });
        try {
          expect(await all(file, guideLayout)).toEqual(whole);
          // The second reading is as good as the first.
          expect(await all(file, guideLayout)).toEqual(whole);
        } finally {
          await file.close();
        }
      }),
      { numRuns: 30 },
    );
  });

  it('that was cut anywhere is refused', async () => {
    const bytes = new TextEncoder().encode(text);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: bytes.length - 1 }), async (length) => {
        const fault = await faultOf(itemsOf(bytes.subarray(0, length), guideLayout));
        expect(['FILE_MALFORMED', 'FILE_ENCODING_WRONG']).toContain(fault.reason);
      }),
      { numRuns: 60 },
    );
  });

  it('that was cut says where it ends and what it was in the middle of', async () => {
    const cut = text.slice(0, text.indexOf('乙局') + 1);
    const { facts } = await faultOf(itemsOf(cut, guideLayout));
    expect(facts['place']).toBe(`$[1].department (byte ${Buffer.byteLength(cut)})`);
  });

  it.each([
    ['[\n {"department": "a",\n  "items": [{"name": 1,}]}\n]', 'line 3, column 24'],
    ['[{"department": "a" "items": []}]', 'line 1, column 21'],
    ['[{"department": "a", "items": []}', '$[1] (byte 33)'],
    ['[{"department": "a", "items": []}]]', 'line 1, column 35'],
    ['department,items', 'line 1, column 1'],
    ["[{'department': 1}]", 'line 1, column 3'],
    ['[{"department": "a\tb", "items": []}]', 'line 1, column 19'],
    ['{"department": "a", "items": []}', '$'],
    ['"department"', '$'],
    ['[7]', '$[0]'],
    ['[{"department": "a", "items": {}}]', '$[0].items'],
    ['[{"items": [{"name": "a"}], "department": "a"}]', '$[0].department'],
    ['[{"department": "a", "department": "b", "items": []}]', '$[0].department'],
  ])('%s is refused at %s', async (wrong, place) => {
    const fault = await faultOf(itemsOf(wrong, guideLayout));
    expect(fault.reason).toBe('FILE_MALFORMED');
    expect(fault.facts['place']).toBe(place);
  });

  it('may not hold a field nobody knows where the layout says so', async () => {
    const layout = {
      form: 'JSON',
      root: {
        is: 'RECORD',
        carries: [],
        others: 'REFUSE',
        lists: { matters: { is: 'LIST', of: { is: 'ROW', kind: 'matter' } } },
      },
    } as const;
    const fault = await faultOf(itemsOf('{"matters": [], "materails": []}', layout));
    expect(fault.facts['place']).toBe('$.materails');
    expect(fault.message).toContain('matters');
  });

  it('tells a key that stands twice, and a key called __proto__ is a field like others', async () => {
    const [twice, proto] = await itemsOf(
      '[{"department": "a", "items": [{"x": {"b": [{"c": 1, "c": 2}]}}, {"__proto__": {"name": "a"}}]}]',
      guideLayout,
    );
    expect(twice).toMatchObject({
      damage: [{ rule: 'FIELD_TWICE', field: 'x.b[0].c' }],
      value: { x: { b: [{ c: 1 }] } },
    });
    expect(proto).toMatchObject({ damage: [] });
    expect(Object.keys((proto as { value: object }).value)).toEqual(['__proto__']);
  });

  it('may not be nested without end', async () => {
    const fault = await faultOf(itemsOf(`[{"department": ${'['.repeat(300_000)}`, guideLayout));
    expect(fault).toMatchObject({ reason: 'FILE_MALFORMED', facts: { place: '$[0].department' } });
  });

  it('may not hold a value without end', async () => {
    const fault = await faultOf(
      itemsOf(`[{"department": "${'长'.repeat(3_000_000)}${'x'.repeat(3_000_000)}`, guideLayout),
    );
    expect(fault).toMatchObject({ reason: 'FILE_MALFORMED', facts: { place: '$[0].department' } });
  });

  it('may hold a megabyte in one value', async () => {
    const [row] = await itemsOf(`[{"items": [{"name": "${'长'.repeat(1_000_000)}"}]}]`, guideLayout);
    expect(row).toMatchObject({ size: 1_000_004 });
  });
});

describe('one JSON object per line', () => {
  const layout = { form: 'NDJSON', kindField: 'kind' } as const;

  it('gives rows with their lines, blank lines aside', async () => {
    expect(
      await itemsOf('{"kind":"matter","name":"一"}\r\n\n{"kind":"x"}\n{"name":"二"}\n["a"]', layout),
    ).toMatchObject([
      { number: 1, path: 'line 1', kind: 'matter', value: { name: '一' }, damage: [] },
      { number: 2, path: 'line 3', kind: 'x', value: {}, damage: [] },
      { number: 3, path: 'line 4', kind: '', damage: [{ rule: 'FIELD_MISSING', field: 'kind' }] },
      { number: 4, path: 'line 5', damage: [{ rule: 'ROW_NOT_AN_OBJECT' }] },
    ]);
  });

  it('tells a key that stands twice', async () => {
    expect(await itemsOf('{"kind":"matter","name":"一","name":"二"}', layout)).toMatchObject([
      { damage: [{ rule: 'FIELD_TWICE', field: 'name' }] },
    ]);
  });

  it.each([
    ['{"kind":"a"}\n{"kind":', 'line 2, column 9'],
    ['{"kind":"a"}\n{"kind" "b"}', 'line 2, column 9'],
    ['{"kind":"a"} {"kind":"b"}', 'line 1, column 14'],
  ])('%j is refused at %s', async (wrong, place) => {
    expect(await faultOf(itemsOf(wrong, layout))).toMatchObject({
      reason: 'FILE_MALFORMED',
      facts: { place },
    });
  });

  it('may not hold a line without end', async () => {
    const fault = await faultOf(itemsOf(`{"kind":"a"}\n{"kind":"${'x'.repeat(5_000_000)}`, layout));
    expect(fault.facts['place']).toBe('line 2');
  });
});
