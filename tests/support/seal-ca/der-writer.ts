/** Writes DER for the test authority. Independent of the reader that is under test. */
export type Der = Buffer;

function element(tag: number, ...contents: readonly Uint8Array[]): Der {
  const body = Buffer.concat(contents);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  let digits = body.length.toString(16);
  if (digits.length % 2 === 1) digits = `0${digits}`;
  const length = Buffer.from(digits, 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
}

export const der = {
  element,
  sequence: (...parts: readonly Uint8Array[]) => element(0x30, ...parts),
  set: (...parts: readonly Uint8Array[]) => element(0x31, ...parts),
  context: (number: number, ...parts: readonly Uint8Array[]) => element(0xa0 + number, ...parts),
  octets: (bytes: Uint8Array) => element(0x04, bytes),
  bits: (bytes: Uint8Array, unused = 0) => element(0x03, Buffer.from([unused]), bytes),
  boolean: (value: boolean) => element(0x01, Buffer.from([value ? 0xff : 0])),
  null: () => element(0x05),
  enumerated: (value: number) => element(0x0a, Buffer.from([value])),
  utf8: (text: string) => element(0x0c, Buffer.from(text, 'utf8')),
  printable: (text: string) => element(0x13, Buffer.from(text, 'latin1')),
  ia5: (text: string) => element(0x16, Buffer.from(text, 'latin1')),
  utcTime: (date: Date) => element(0x17, Buffer.from(`${digitsOf(date).slice(2)}Z`)),
  generalizedTime: (date: Date) => element(0x18, Buffer.from(`${digitsOf(date)}Z`)),
  integer: (value: number | bigint | Uint8Array) => element(0x02, integerBytes(value)),
  oid: (text: string) => element(0x06, oidBytes(text)),
};

function digitsOf(date: Date): string {
  return date.toISOString().replace(/\D/g, '').slice(0, 14);
}

function integerBytes(value: number | bigint | Uint8Array): Buffer {
  let hex = typeof value === 'object' ? Buffer.from(value).toString('hex') : value.toString(16);
  if (hex.length % 2 === 1) hex = `0${hex}`;
  const bytes = Buffer.from(hex, 'hex');
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const shortest = bytes.subarray(start);
  return (shortest[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), shortest]) : shortest;
}

function oidBytes(text: string): Buffer {
  const [first = 0n, second = 0n, ...rest] = text.split('.').map(BigInt);
  const octets = [first * 40n + second, ...rest].flatMap((arc) => {
    const groups = [Number(arc & 0x7fn)];
    for (let left = arc >> 7n; left > 0n; left >>= 7n) groups.unshift(Number(left & 0x7fn) | 0x80);
    return groups;
  });
  return Buffer.from(octets);
}
