import { Fault } from '../errors.js';
import {
  type CalendarDate,
  isBaseCode,
  isCalendarDate,
  isMatterCode,
  isRegionCode,
  quotable,
  type RegionCode,
} from '../code/index.js';
import type { GrantDraft, GrantView, ShareClass } from './access.js';

/** What the grant is checked against. */
export interface GrantFacts {
  readonly consumerKnown: boolean;
  /** Fields of the licence type; null where it is not registered, and for a data check. */
  readonly licenceFields: readonly { readonly name: string; readonly shareable: boolean }[] | null;
  readonly knownRegions: ReadonlySet<string>;
}

export type SoundGrant = Omit<GrantView, 'id' | 'revokedAt'>;

/** A grant promises data, so it is refused while anything in it could not be kept or could be read in two ways. */
export function demandSoundGrant(draft: GrantDraft, facts: GrantFacts, today: CalendarDate): SoundGrant {
  if (!facts.consumerKnown) refuse('the consumer is not registered', '使用方未登记');
  const shareClass = draft.shareClass ?? 'CONDITIONAL';
  if (shareClass === 'NOT_SHARED' && !draft.reason?.trim()) {
    // 不予共享 must name its legal ground (domain: sharing and the duties that shape the software).
    refuse('NOT_SHARED names its legal ground: fill the reason', '不予共享须说明法律依据：请填写原因');
  }
  return {
    consumer: draft.consumer,
    subject: draft.subject,
    fields: soundFields(draft, facts, shareClass),
    matters: soundMatters(draft.matters),
    regions: soundRegions(draft.regions, facts.knownRegions),
    shareClass,
    ...soundDates(draft, today),
  };
}

function soundFields(
  { subject, fields }: GrantDraft,
  facts: GrantFacts,
  shareClass: ShareClass,
): readonly string[] {
  if (subject.kind === 'DATA') {
    if (subject.check.trim() === '') refuse('the data check has no name', '数据核验未填写名称');
    if (fields.length > 0)
      refuse('a data check has no fields: leave them out', '数据核验没有字段：请去掉字段');
    return [];
  }
  if (facts.licenceFields === null) throw new Fault('LICENCE_TYPE_UNKNOWN', { type: subject.licenceType });
  const shareable = new Map(facts.licenceFields.map((field) => [field.name, field.shareable]));
  for (const field of fields) {
    const name = quotable(field);
    if (!shareable.has(field)) refuse(`the licence type has no field ${name}`, `该证照类型没有字段${name}`);
    if (shareable.get(field) === false && shareClass !== 'NOT_SHARED') {
      refuse(`the field ${name} may not be shared`, `字段${name}不可共享`);
    }
  }
  return [...new Set(fields)].sort();
}

/** An empty list would mean "for no matter" to some and "for every matter" to others. */
function soundMatters(matters: readonly string[] | null): readonly string[] | null {
  if (matters === null) return null;
  if (matters.length === 0)
    refuse('no matter is named: leave the list out to mean all', '未列出事项：不限事项请不填');
  const wrong = matters.find((code) => !isBaseCode(code) && !isMatterCode(code));
  if (wrong !== undefined) {
    refuse(
      `${quotable(wrong)} is neither a base code nor a matter code`,
      `${quotable(wrong)}既不是基本编码也不是实施编码`,
    );
  }
  return [...new Set(matters)].sort();
}

function soundRegions(
  regions: readonly string[] | null,
  known: ReadonlySet<string>,
): readonly RegionCode[] | null {
  if (regions === null) return null;
  if (regions.length === 0)
    refuse('no region is named: leave the list out to mean all', '未列出区划：不限区划请不填');
  return [...new Set(regions)].sort().map((region) => {
    if (!isRegionCode(region)) throw new Fault('REGION_CODE_MALFORMED', { value: quotable(region) });
    if (!known.has(region)) throw new Fault('REGION_UNKNOWN', { region });
    return region;
  });
}

function soundDates(
  { validFrom, validUntil }: GrantDraft,
  today: CalendarDate,
): { readonly validFrom: CalendarDate; readonly validUntil: CalendarDate | null } {
  if (!isCalendarDate(validFrom)) throw new Fault('DATE_MALFORMED', { value: quotable(validFrom) });
  if (validUntil === null) return { validFrom, validUntil };
  if (!isCalendarDate(validUntil)) throw new Fault('DATE_MALFORMED', { value: quotable(validUntil) });
  if (validUntil < validFrom) refuse('it ends before it begins', '截止日期早于起始日期');
  if (validUntil < today) refuse('it would have ended already', '截止日期已过');
  return { validFrom, validUntil };
}

function refuse(en: string, zh: string): never {
  throw new Fault('GRANT_INVALID', { problem: `${en} / ${zh}` });
}
