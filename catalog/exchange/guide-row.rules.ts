import { isMatterCode, isMatterType, isRegionCode, type RegionCode } from '../code/index.js';
import { nameSameDepartment, readDepartmentCode } from './department-code.rules.js';
import { type FindingDraft, found, isStorable, rejects } from './finding.js';
import { type GuideLink, readGuideLink } from './guide-link.rules.js';
import { type ItemCodeReading, readItemCode } from './item-code.rules.js';
import { longestCode, nameFindings } from './name.rules.js';
import type { SourceRow } from './row-reader.js';

const fields = ['name', 'link', 'qrcode'];
const longestLink = 4_000;

/** The parts of a row without which there is no matter. */
export interface Guide {
  readonly department: string;
  readonly name: string;
  readonly url: string;
  readonly link: GuideLink;
  readonly itemCode: string;
  readonly item: ItemCodeReading;
  readonly region: RegionCode | null;
}

export function readGuide({ value, carried }: SourceRow, region: RegionCode | null): Guide | null {
  const department = carried['department'];
  const { name, link: url } = value;
  if (typeof department !== 'string' || typeof name !== 'string' || typeof url !== 'string') return null;
  const link = readGuideLink(url);
  if (!link?.itemCode) return null;
  const ownRegion = link.areaCode !== null && isRegionCode(link.areaCode) ? link.areaCode : region;
  const item = readItemCode(link.itemCode);
  return { department, name, url, link, itemCode: link.itemCode, item, region: ownRegion };
}

/** Everything that can be said of a guide by its own row. */
export function guideFindings(guide: Guide, row: SourceRow): FindingDraft[] {
  return [...fieldFindings(row), ...linkFindings(guide)];
}

export function matterTypeOf(taskType: string | null): string | null {
  const digits = taskType?.padStart(2, '0') ?? '';
  return isMatterType(digits) ? digits : null;
}

/** Why a row is no guide: the fields in which something that cannot be done without is missing. */
export function missingFindings({ value, carried }: SourceRow): FindingDraft[] {
  const texts: readonly (readonly [string, unknown])[] = [
    ['department', carried['department']],
    ['name', value['name']],
    ['link', value['link']],
  ];
  const wrong = texts.flatMap(([field, text]) => {
    if (text === undefined || text === null) return [found('FIELD_MISSING', field, null)];
    return typeof text === 'string' ? [] : [found('VALUE_WRONG_KIND', field, text)];
  });
  const url = value['link'];
  if (typeof url !== 'string') return wrong;
  const link = readGuideLink(url);
  if (!link) return [...wrong, found('LINK_MALFORMED', 'link', url)];
  return link.itemCode ? wrong : [...wrong, found('ITEM_CODE_MISSING', 'link', url)];
}

function fieldFindings({ value, carried }: SourceRow): FindingDraft[] {
  const mainItem = carried['main_item'];
  const department = String(carried['department']);
  const kept = Object.keys(value).filter(
    (field) =>
      !fields.includes(field) || (field === 'qrcode' && value[field] !== '' && value[field] !== null),
  );
  return [
    ...nameFindings('department', department).filter(rejects),
    ...nameFindings('name', String(value['name'])),
    ...(typeof mainItem === 'string' ? nameFindings('main_item', mainItem).filter(isTextFault) : []),
    ...(mainItem !== undefined && mainItem !== null && typeof mainItem !== 'string'
      ? [found('VALUE_WRONG_KIND', 'main_item', mainItem)]
      : []),
    ...(isUnclassified(mainItem) ? [found('MAIN_ITEM_UNCLASSIFIED', 'main_item', mainItem)] : []),
    ...kept.map((field) => found('FIELD_NOT_KEPT', field, value[field])),
  ];
}

function isTextFault({ rule }: FindingDraft): boolean {
  return rule === 'TEXT_TOO_LONG' || rule === 'TEXT_NOT_STORABLE';
}

function isUnclassified(mainItem: unknown): boolean {
  return (
    mainItem === undefined ||
    mainItem === null ||
    (typeof mainItem === 'string' && /^\s*(?:未分类|其他|无)?\s*$/.test(mainItem))
  );
}

function linkFindings(guide: Guide): FindingDraft[] {
  const { link, itemCode, url } = guide;
  const codes = [itemCode, link.deptCode ?? ''];
  return [
    ...([url, ...codes].every(isStorable) ? [] : [found('TEXT_NOT_STORABLE', 'link', url)]),
    ...(codes.some((code) => code.length > longestCode) || url.length > longestLink
      ? [found('TEXT_TOO_LONG', 'link', url)]
      : []),
    ...areaFindings(link.areaCode),
    ...typeFindings(link.taskType),
    ...(isMatterCode(itemCode) ? [] : itemFindings(guide)),
  ];
}

function areaFindings(areaCode: string | null): FindingDraft[] {
  if (areaCode === null) return [found('REGION_MALFORMED', 'areaCode', null)];
  return isRegionCode(areaCode) ? [] : [found('REGION_MALFORMED', 'areaCode', areaCode)];
}

function typeFindings(taskType: string | null): FindingDraft[] {
  const type = matterTypeOf(taskType);
  if (type === null) return [found('TYPE_UNKNOWN', 'taskType', taskType)];
  return type === taskType ? [] : [found('TYPE_WITHOUT_ZERO', 'taskType', taskType, type)];
}

function itemFindings({ link, itemCode, item }: Guide): FindingDraft[] {
  const ofForm = {
    CURRENT: null,
    SHORT: 'ITEM_CODE_SHORT',
    HYPHENATED: 'ITEM_CODE_HYPHENATED',
    PARTS_MISSING: 'ITEM_CODE_PARTS_MISSING',
    UNKNOWN: 'ITEM_CODE_FORM_UNKNOWN',
  } as const;
  const form = ofForm[item.form];
  const type = matterTypeOf(link.taskType);
  return [
    ...(form === null ? [] : [found(form, 'itemCode', itemCode)]),
    ...(item.baseCode === null
      ? []
      : [found('ITEM_CODE_HOLDS_BASE_CODE', 'itemCode', itemCode, item.baseCode)]),
    ...(item.region !== null && item.region !== link.areaCode
      ? [found('ITEM_CODE_REGION_DIFFERS', 'itemCode', itemCode, link.areaCode)]
      : []),
    ...(item.type !== null && type !== null && item.type !== type
      ? [found('ITEM_CODE_TYPE_DIFFERS', 'taskType', link.taskType, item.type)]
      : []),
    ...(item.department === null ? [] : departmentFindings(link.deptCode, item.department)),
  ];
}

/** The department inside the item code: is it a code at all, and is it the one of deptCode? */
function departmentFindings(deptCode: string | null, inside: string): FindingDraft[] {
  const { rule, proposal, creditCode } = readDepartmentCode(inside);
  const ofInside = rule === null || inside === deptCode ? [] : [found(rule, 'itemCode', inside, proposal)];
  if (deptCode === null || inside === deptCode) return ofInside;
  const difference = nameSameDepartment(inside, deptCode)
    ? 'ITEM_CODE_DEPARTMENT_OTHER_FORM'
    : 'ITEM_CODE_DEPARTMENT_DIFFERS';
  return [...ofInside, found(difference, 'deptCode', deptCode, creditCode ?? proposal)];
}
