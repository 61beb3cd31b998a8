import { baseCodeParts, isCreditCode, matterCodeParts, regionLevelOf } from '../code/index.js';
import type { MatterDraft } from '../matter/matter.js';
import { matterKeyOf } from '../matter/matter.js';
import type { MatterRow } from './catalogue-row.rules.js';
import { type FindingDraft, found } from './finding.js';

/** What the row left out is read from its codes; what it says twice is compared, and nothing is corrected. */
export function matterOf(row: MatterRow, source: string): MatterDraft {
  const parts = row.code === null ? null : matterCodeParts(row.code);
  const baseCode = row.baseCode ?? parts?.baseCode ?? null;
  const level = row.level ?? (row.region === null ? null : regionLevelOf(row.region));
  return {
    ...row,
    key: matterKeyOf(row.code, `${source}:${row.organisation}`, row.localCode ?? row.name),
    baseCode,
    level,
    type: row.type ?? (baseCode === null ? null : baseCodeParts(baseCode).type),
    source,
  };
}

export function matterFindings(row: MatterRow, draft: MatterDraft): FindingDraft[] {
  return [
    ...codeFindings(row, draft),
    ...(draft.baseCode !== null && draft.type !== baseCodeParts(draft.baseCode).type
      ? [found('BASE_CODE_TYPE_DIFFERS', 'type', draft.type, baseCodeParts(draft.baseCode).type)]
      : []),
    ...repeated('elements.materials', draft.elements.materials?.map((material) => material.code) ?? []),
    ...repeated('elements.forms', draft.elements.forms?.map((form) => form.code) ?? []),
    ...repeated('elements.situations', draft.elements.situations?.map((situation) => situation.code) ?? []),
    ...repeated(
      'handlingItems',
      draft.handlingItems.map(({ item }) => item),
    ),
    ...danglingFindings(draft),
  ];
}

function codeFindings(row: MatterRow, draft: MatterDraft): FindingDraft[] {
  if (row.code === null) return [];
  const { organisation, level, baseCode } = matterCodeParts(row.code);
  return [
    ...(draft.baseCode === baseCode
      ? []
      : [found('MATTER_CODE_DIFFERS', 'baseCode', draft.baseCode, baseCode)]),
    ...(organisation === (row.organisation as string)
      ? []
      : [found('MATTER_CODE_ORGANISATION_DIFFERS', 'organisation', row.organisation, organisation)]),
    ...(isCreditCode(organisation) ? [] : [found('CREDIT_CODE_CHECK_WRONG', 'code', row.code)]),
    ...(draft.level === null || level === 'GRADED' || level === draft.level
      ? []
      : [found('MATTER_CODE_LEVEL_DIFFERS', 'level', draft.level, level)]),
  ];
}

function repeated(field: string, codes: readonly string[]): FindingDraft[] {
  return [...new Set(codes.filter((code, i) => codes.indexOf(code) !== i))].map((code) =>
    found('ITEM_TWICE', field, code),
  );
}

/**
 * Situations and COVERED alternatives name materials of the same matter. A matter that inherits its materials says none
 * of its own; then there is nothing to compare here.
 */
function danglingFindings({ elements, handlingItems }: MatterDraft): FindingDraft[] {
  const options = (elements.situations ?? []).flatMap(({ options: answers }) => answers);
  const items = new Set(handlingItems.map(({ item }) => item));
  const unknownItems = options.filter(
    ({ handlingItem }) => handlingItem !== null && !items.has(handlingItem),
  );
  const findings = unknownItems.map(({ handlingItem }) =>
    found('REFERENCE_UNKNOWN', 'elements.situations.options.handlingItem', handlingItem),
  );
  if (!elements.materials) return findings;
  const materials = new Set(elements.materials.map(({ code }) => code));
  const covering = elements.materials.flatMap(({ alternatives }) =>
    alternatives.flat().flatMap((way) => (way.way === 'COVERED' ? [way.by] : [])),
  );
  return [
    ...findings,
    ...options
      .flatMap(({ materials: named }) => named)
      .filter((code) => !materials.has(code))
      .map((code) => found('REFERENCE_UNKNOWN', 'elements.situations.options.materials', code)),
    ...covering
      .filter((code) => !materials.has(code))
      .map((code) => found('REFERENCE_UNKNOWN', 'elements.materials.alternatives.by', code)),
  ];
}
