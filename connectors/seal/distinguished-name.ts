import type { Name } from '@peculiar/asn1-x509';

const short: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '1.2.840.113549.1.9.1': 'E',
};

/** C=CN, O=…, CN=… in the order of the certificate. */
export function nameText(name: Name): string {
  return name
    .flatMap((set) => set.map(({ type, value }) => `${short[type] ?? type}=${printable(value.toString())}`))
    .join(', ');
}

/** The last, most particular value of the first of these attributes that is there. */
export function nameWord(name: Name, types: readonly string[]): string | null {
  for (const wanted of types) {
    const values = name.flatMap((set) =>
      set.filter(({ type }) => type === wanted).map(({ value }) => value.toString()),
    );
    const word = values[values.length - 1];
    if (word !== undefined && word.trim() !== '') return printable(word);
  }
  return null;
}

/**
 * Names come from outside and go to terminals, pages and the record: no control or direction characters, and no citizen
 * number, which some authorities write into the common name of a personal certificate.
 */
export function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd')
    .replace(
      /(\d{6})(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]/g,
      '$1************',
    );
}
