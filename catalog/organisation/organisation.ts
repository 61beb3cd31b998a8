import type { CreditCode, Level, RegionCode } from '../code/index.js';

/**
 * How an organisation is known inside: its credit code, or, where none is known, `~<region or source>~<local code or name>`.
 * The tilde stands in no code, so the two can never be mistaken for each other.
 */
export type OrganisationKey = string & { readonly brand: 'OrganisationKey' };

/** An organisation 实施主体: who implements a matter or issues a licence. */
export interface OrganisationView {
  readonly key: OrganisationKey;
  readonly creditCode: CreditCode | null;
  /** What the source called it where that is no credit code; kept as written. */
  readonly localCode: string | null;
  readonly name: string;
  /** 1 statutory body, 2 authorised, 3 entrusted, 9 other (GB/T 39046—2020 annex A). */
  readonly kind: 1 | 2 | 3 | 9 | null;
  readonly region: RegionCode | null;
  readonly level: Level | null;
}

export function organisationKeyOf(
  creditCode: CreditCode | null,
  scope: string,
  localName: string,
): OrganisationKey {
  return (creditCode ?? `~${scope}~${localName}`) as OrganisationKey;
}
