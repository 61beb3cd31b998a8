import type { RegionCode, RegionRow } from '../../catalog/ports.js';
import { isRegionCode, nationCode } from '../../catalog/ports.js';
import { malformed, type DivisionLine } from './division-file.js';

/** One of the five files: its columns in order, and how many digits each code in it has. */
export interface DivisionFile {
  readonly file: string;
  readonly digits: number;
  /** The column of the direct parent; null for provinces. */
  readonly parent: string | null;
  readonly columns: readonly string[];
}

const digitsOf: Readonly<Record<string, number>> = {
  provinceCode: 2,
  cityCode: 4,
  areaCode: 6,
  streetCode: 9,
};

/** Widest first, so that every parent stands before its children. */
export const divisionFiles = {
  provinces: { file: 'provinces.csv', digits: 2, parent: null, columns: ['code', 'name'] },
  cities: {
    file: 'cities.csv',
    digits: 4,
    parent: 'provinceCode',
    columns: ['code', 'name', 'provinceCode'],
  },
  areas: {
    file: 'areas.csv',
    digits: 6,
    parent: 'cityCode',
    columns: ['code', 'name', 'cityCode', 'provinceCode'],
  },
  streets: {
    file: 'streets.csv',
    digits: 9,
    parent: 'areaCode',
    columns: ['code', 'name', 'areaCode', 'provinceCode', 'cityCode'],
  },
  villages: {
    file: 'villages.csv',
    digits: 12,
    parent: 'streetCode',
    columns: ['code', 'name', 'streetCode', 'provinceCode', 'cityCode', 'areaCode'],
  },
} as const satisfies Record<string, DivisionFile>;

export const nationRow: RegionRow = { code: nationCode, name: '全国', parent: null, local: false };

/**
 * A line as a row, its codes padded to 12 digits. null for a placeholder: a city without counties (东莞, 中山, 儋州) is listed once
 * more as its own county, 金门县 as its own town and village, and padded they are one and the same region.
 */
export function rowOf(format: DivisionFile, { fields, line }: DivisionLine): RegionRow | null {
  const [short = '', name = ''] = fields;
  if (short.length !== format.digits || !/^\d+$/.test(short)) {
    throw malformed(
      format.file,
      line,
      `the code is not ${format.digits} digits`,
      `代码不是${format.digits}位数字`,
    );
  }
  // U+FFFD stands where bytes were no UTF-8.
  if (name.trim() === '' || name.includes('\uFFFD')) {
    throw malformed(format.file, line, 'the name is empty or not UTF-8', '名称为空或不是UTF-8编码');
  }
  const code = padded(format, line, short);
  const parent = parentOf(format, line, short, fields);
  return code === parent ? null : { code, name, parent, local: false };
}

/** Every wider code of the line must be the beginning of its own: a line that was cut in its last field shows here. */
function parentOf(format: DivisionFile, line: number, short: string, fields: readonly string[]): RegionCode {
  let parent: RegionCode = nationCode;
  format.columns.forEach((column, at) => {
    const digits = digitsOf[column];
    if (digits === undefined) return;
    if (fields[at] !== short.slice(0, digits)) {
      throw malformed(format.file, line, `${column} does not agree with the code`, `${column}与代码不一致`);
    }
    if (column === format.parent) parent = padded(format, line, fields[at]);
  });
  return parent;
}

function padded(format: DivisionFile, line: number, short: string): RegionCode {
  const code = short.padEnd(12, '0');
  if (!isRegionCode(code)) {
    throw malformed(format.file, line, 'the code names no province of GB/T 2260', '代码不属于任何省级区划');
  }
  return code;
}
