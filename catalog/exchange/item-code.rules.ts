import { type BaseCode, isBaseCode } from '../code/index.js';

/**
 * Local item codes of the Sichuan service site, by what 1,135 published ones show (no table is published):
 * `511A0138000000-511602000000-000-115113010833722043-1-00` = matter, region, serial, department, two figures, item.
 * The matter begins as a base code does, with a local type: region 51, type 1A, main item 5, sub item 5 or 3.
 */
export type ItemCodeForm = 'CURRENT' | 'SHORT' | 'HYPHENATED' | 'PARTS_MISSING' | 'UNKNOWN';

export interface ItemCodeReading {
  readonly form: ItemCodeForm;
  readonly region: string | null;
  readonly department: string | null;
  /** The matter type that the code's letter stands for in the rest of the source. */
  readonly type: string | null;
  /** Twelve digits at the beginning that have the form of a base code. */
  readonly baseCode: BaseCode | null;
}

const matterForms: readonly { readonly form: ItemCodeForm; readonly pattern: RegExp }[] = [
  { form: 'CURRENT', pattern: /^\d{2}(?:\d[A-Z]|\d{2})\d{10}$/ },
  { form: 'SHORT', pattern: /^\d{2}(?:\d[A-Z]|\d{2})\d{8}$/ },
  { form: 'HYPHENATED', pattern: /^\d?[A-Z]-\d{4,6}-\d{3,5}$/ },
];

/** The department may hold hyphens itself (00877868-5), so the parts are found from both ends. */
const whole = /^(.+?)-(\d{12})-(\d{3})-(.+)-(\d)-([0-9A-Za-z]{2})$/;
const partial = /^(\d?[A-Z]-\d{4,6}-\d{3,5})(?:-(.+))?$/;

/** Which letter stands for which type, where every code of the letter but single ones agrees. 3A holds several types. */
const typeOfLetter: Readonly<Record<string, string>> = {
  A: '01',
  E: '09',
  F: '07',
  G: '05',
  H: '08',
  Z: '10',
};

export function readItemCode(text: string): ItemCodeReading {
  const parts = whole.exec(text);
  if (!parts) {
    const [, matter = null, department = null] = partial.exec(text) ?? [];
    const form = matter === null ? 'UNKNOWN' : 'PARTS_MISSING';
    return { form, region: null, department, type: typeOf(matter ?? ''), baseCode: null };
  }
  const [, matter = '', region = '', , department = ''] = parts;
  return {
    form: matterForms.find(({ pattern }) => pattern.test(matter))?.form ?? 'UNKNOWN',
    region,
    department,
    type: typeOf(matter),
    baseCode: isBaseCode(matter) ? matter : null,
  };
}

function typeOf(matter: string): string | null {
  const [, letter = ''] = /^(?:\d{2}1)?([A-Z])(?:-|\d)/.exec(matter) ?? [];
  if (letter !== '') return typeOfLetter[letter] ?? null;
  return /^\d{2}2[0BC]\d/.test(matter) ? '20' : null;
}
