import type { BaseCode, Level, MatterCode, RegionCode } from '../code/index.js';
import type { OrganisationKey } from '../organisation/organisation.js';
import type { OwnElements } from './element.js';

/**
 * How a matter is known inside: its matter code, or, where no national code is known,
 * `~<source>~<local code or what stands in for one>`. The tilde stands in no code.
 */
export type MatterKey = string & { readonly brand: 'MatterKey' };

export function matterKeyOf(code: MatterCode | null, source: string, localName: string): MatterKey {
  return (code ?? `~${source}~${localName}`) as MatterKey;
}

/** 基本目录事项: what the matter is, the same everywhere. */
export interface BaseMatterView {
  readonly code: BaseCode;
  /** GB/T 39046—2020 annex A, such as 01 行政许可. */
  readonly type: string;
  readonly mainName: string;
  readonly subName: string | null;
  readonly version: number;
  readonly elements: OwnElements;
}

/** DRAFT: known, not yet shown to anyone. PUBLISHED: a compiled document is in force. WITHDRAWN: no longer in force. */
export type MatterStatus = 'DRAFT' | 'PUBLISHED' | 'WITHDRAWN';

/** 业务办理项: numbered `01` … inside its matter. */
export interface HandlingItem {
  readonly item: string;
  readonly name: string;
  readonly elements: OwnElements;
}

/** 实施事项 as it is stored: only what its own level owns. */
export interface MatterRecord {
  readonly key: MatterKey;
  readonly code: MatterCode | null;
  readonly localCode: string | null;
  readonly baseCode: BaseCode | null;
  readonly organisation: OrganisationKey;
  readonly region: RegionCode | null;
  readonly level: Level | null;
  readonly type: string | null;
  readonly name: string;
  readonly status: MatterStatus;
  readonly version: number;
  readonly elements: OwnElements;
  readonly handlingItems: readonly HandlingItem[];
  readonly source: string;
}

/** A matter as a file or an administrator gives it, before it is compared with what is stored. */
export type MatterDraft = Omit<MatterRecord, 'status' | 'version'>;
export type BaseMatterDraft = Omit<BaseMatterView, 'version'>;

/** What one edit of a matter may touch; its codes, organisation and region say which matter it is and stay. */
export type MatterAmendment = Partial<
  Pick<MatterDraft, 'name' | 'localCode' | 'type' | 'elements' | 'handlingItems'>
>;
