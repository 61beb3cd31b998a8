import { licenceIdentifierParts } from '../code/index.js';
import type { LicenceRecord } from './licence.js';

type Versioned = Pick<LicenceRecord, 'identifier' | 'type' | 'number' | 'issuerCode' | 'issuedOn'>;

/**
 * Of several versions of one licence only the newest counts, whatever the source says of the others. Versions are told
 * by the identifier (same type, issuer and serial); without one by number and issuer, and then by the day of issue.
 * Where neither decides, none is called older.
 */
export function olderVersions<Item extends Versioned>(records: readonly Item[]): ReadonlySet<Item> {
  const families = new Map<string, Item[]>();
  for (const record of records) {
    const family = familyOf(record);
    if (family === null) continue;
    families.set(family, [...(families.get(family) ?? []), record]);
  }
  const older = new Set<Item>();
  for (const members of families.values()) {
    const newest = members.reduce(
      (most, member) => (versionOf(member) > most ? versionOf(member) : most),
      '',
    );
    for (const member of members) {
      if (versionOf(member) !== '' && versionOf(member) < newest) older.add(member);
    }
  }
  return older;
}

function familyOf({ identifier, type, number, issuerCode }: Versioned): string | null {
  if (identifier !== null) {
    const { type: ofType, issuer, serial } = licenceIdentifierParts(identifier);
    return ['identifier', ofType, issuer, serial].join(' ');
  }
  return number === null ? null : ['number', type, issuerCode ?? '', number].join(' ');
}

/** Compared as text: three digits or capital letters, or a day written from the year down. */
function versionOf({ identifier, issuedOn }: Versioned): string {
  return identifier === null ? (issuedOn ?? '') : licenceIdentifierParts(identifier).version;
}
