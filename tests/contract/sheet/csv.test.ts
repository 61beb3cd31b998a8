import { describe, expect, it } from 'vitest';
import type { Layout } from '../../../catalog/ports.js';
import { faultOf, itemsOf } from './reading.js';

const layout: Layout = { form: 'CSV', columns: ['name', 'count'], kind: 'DEPARTMENT' };

describe('a CSV file', () => {
  it('gives its lines under the columns of the header, in whatever order they stand', async () => {
    const text = 'count,name\r\n1,"甲,局"\r\n\r\n2,"乙\n局"\r\n3,"丙""局"\r\n4,丁局';
    expect(await itemsOf(text, layout)).toMatchObject([
      {
        is: 'ROW',
        number: 1,
        path: 'line 2',
        kind: 'DEPARTMENT',
        value: { count: '1', name: '甲,局' },
        damage: [],
      },
      { number: 2, path: 'line 4', value: { name: '乙\n局' } },
      { number: 3, path: 'line 6', value: { name: '丙"局' } },
      { number: 4, path: 'line 7', value: { name: '丁局' } },
    ]);
  });

  it('tells a line with columns too few or too many, and reads the next', async () => {
    expect(await itemsOf('name,count\na\nb,2\nc,3,4\n', layout)).toMatchObject([
      { path: 'line 2', damage: [{ rule: 'COLUMN_COUNT_WRONG', value: 'a' }] },
      { path: 'line 3', damage: [] },
      { path: 'line 4', damage: [{ rule: 'COLUMN_COUNT_WRONG', value: 'c,3,4' }] },
    ]);
  });

  it('tells once of a column that nobody reads', async () => {
    expect(await itemsOf('name,count,phone\na,1,0\n', layout)).toMatchObject([
      { is: 'STRAY', path: 'line 1', finding: { rule: 'FIELD_NOT_KEPT', field: 'phone' } },
      { is: 'ROW', path: 'line 2' },
    ]);
  });

  it('gives no rows where there is only a header', async () => {
    expect(await itemsOf('name,count\n', layout)).toEqual([]);
  });

  it.each([
    ['name;count\na;1\n', 'line 1', /count/],
    ['name,count,name\na,1,b\n', 'line 1', /twice: name/],
    ['[1]', 'line 1', /missing/],
    ['name,count\n"a,1\nb,2\n', 'line 2', /quote/],
    ['name,count\n"a"b,1\n', 'line 2', /closing quote/],
    ['name,count\na"b,1\n', 'line 2', /quote/],
    [`name,count\n"${'x'.repeat(1_100_000)}`, 'line 2', /longer/],
  ])('%#: refused', async (text, place, problem) => {
    const fault = await faultOf(itemsOf(text, layout));
    expect(fault).toMatchObject({ reason: 'FILE_MALFORMED', facts: { place } });
    expect(fault.facts['problem']).toMatch(problem);
  });

  it('reads more lines than one piece', async () => {
    const lines = Array.from({ length: 12_345 }, (_, at) => `局${at},${at}`);
    const items = await itemsOf(`name,count\n${lines.join('\n')}`, layout);
    expect(items).toHaveLength(12_345);
    expect(items.at(-1)).toMatchObject({ number: 12_345, path: 'line 12346', value: { count: '12344' } });
  });
});
