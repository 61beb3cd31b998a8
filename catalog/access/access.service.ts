import type { MatterCode } from '../code/index.js';
import type { Call, ConsumerView, GrantSubject, GrantView, Scope } from './access.js';
import type { Reason } from '../wording.js';

export interface GrantDraft {
  readonly consumer: string;
  readonly subject: GrantSubject;
  readonly fields: readonly string[];
  readonly matters: readonly string[] | null;
  readonly regions: readonly string[] | null;
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly reason: string | null;
}

/** For one subject: what may be given, or why not. */
export type Permission =
  | { readonly allowed: true; readonly fields: readonly string[]; readonly grants: readonly string[] }
  | { readonly allowed: false; readonly reason: Reason };

export interface AccessService {
  consumer(name: string): Promise<ConsumerView | null>;
  consumers(): Promise<readonly ConsumerView[]>;
  register(consumer: ConsumerView): Promise<void>;
  /** Throws UNAUTHENTICATED or SCOPE_MISSING. */
  demand(call: Call, scope: Scope): ConsumerView;
  /** May this consumer see these subjects for this matter, today? One SQL; same length and order back. */
  permissions(
    consumer: ConsumerView,
    subjects: readonly GrantSubject[],
    matter: MatterCode,
    now: Date,
  ): Promise<readonly Permission[]>;
  grants(consumer: string | null): Promise<readonly GrantView[]>;
  give(call: Call, draft: GrantDraft): Promise<GrantView>;
  revoke(call: Call, id: string, reason: string): Promise<GrantView>;
}
