import type { Transaction } from '../storage/index.js';
import type { OrganisationKey, OrganisationView } from './organisation.js';

export interface OrganisationService {
  byKeys(keys: readonly string[]): Promise<readonly (OrganisationView | null)[]>;
  /** Writes what differs and records the changes; returns how each one came out, in the order given. */
  store(
    tx: Transaction,
    organisations: readonly OrganisationView[],
    source: string,
  ): Promise<readonly { readonly key: OrganisationKey; readonly outcome: 'IMPORTED' | 'UNCHANGED' }[]>;
}
