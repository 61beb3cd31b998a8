import type { CalendarDate, LicenceTypeCode, MatterCode, RegionCode } from '../code/index.js';
import type { Reason } from '../wording.js';

/** Coarse rights in a token. What may be read of whom is decided by grants. */
export const scopes = [
  'licence:read',
  'exemption:resolve',
  'sync:read',
  'catalog:write',
  'access:write',
  'audit:read',
] as const;
export type Scope = (typeof scopes)[number];

export function isScope(text: string): text is Scope {
  return (scopes as readonly string[]).includes(text);
}

export type ConsumerKind = 'DEPARTMENT' | 'PORTAL' | 'SYNC' | 'ADMINISTRATOR' | 'AUDITOR';

/** A registered caller. */
export interface ConsumerView {
  readonly name: string;
  readonly title: string;
  readonly kind: ConsumerKind;
  readonly organisation: string | null;
  readonly region: RegionCode | null;
  readonly scopes: readonly Scope[];
  readonly active: boolean;
}

/** Who asks, when and for how long: made once per request at the border and handed to every service method. */
export interface Call {
  /** null = nobody said who they are; published content only. */
  readonly consumer: ConsumerView | null;
  /** Scopes of the token, already intersected with those of the consumer. */
  readonly scopes: readonly Scope[];
  readonly traceId: string;
  readonly now: Date;
  /** Aborts when the request's one deadline has passed; handed down to every outside call. */
  readonly deadline: AbortSignal;
}

/** 持证主体到场、委托、依职权 */
export type ConsentMode = 'HOLDER_PRESENT' | 'DELEGATED' | 'EX_OFFICIO';

/** Why personal data are read. Every read names matter, case and mode. */
export interface Purpose {
  readonly matter: MatterCode;
  readonly caseNumber: string;
  readonly mode: ConsentMode;
  /** Needed when mode is EX_OFFICIO. */
  readonly clerk: string | null;
  readonly cause: string | null;
}

export type ShareClass = 'UNCONDITIONAL' | 'CONDITIONAL' | 'NOT_SHARED';
export type GrantSubject =
  | { readonly kind: 'LICENCE'; readonly licenceType: LicenceTypeCode }
  | { readonly kind: 'DATA'; readonly check: string };

export interface GrantView {
  readonly id: string;
  readonly consumer: string;
  readonly subject: GrantSubject;
  /** Field names that may be given; for a data check empty. */
  readonly fields: readonly string[];
  /** Base codes or matter codes; null = every matter. */
  readonly matters: readonly string[] | null;
  /** Regions whose subtree is meant (of the matter's organisation); null = everywhere. */
  readonly regions: readonly RegionCode[] | null;
  readonly shareClass: ShareClass;
  readonly validFrom: CalendarDate;
  readonly validUntil: CalendarDate | null;
  readonly revokedAt: Date | null;
}

export interface GrantDraft {
  readonly consumer: string;
  readonly subject: GrantSubject;
  readonly fields: readonly string[];
  readonly matters: readonly string[] | null;
  readonly regions: readonly string[] | null;
  /** Left out = CONDITIONAL. NOT_SHARED records that the data are refused, and on what ground. */
  readonly shareClass?: ShareClass;
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly reason: string | null;
}

/** The matter that data are asked for, and where its organisation sits: regions from the nation down; null = nowhere known. */
export interface AskedMatter {
  readonly code: MatterCode;
  readonly lineage: readonly RegionCode[] | null;
}

/** For one subject: what may be given, or why not. */
export type Permission =
  | { readonly allowed: true; readonly fields: readonly string[]; readonly grants: readonly string[] }
  | { readonly allowed: false; readonly reason: Reason };
