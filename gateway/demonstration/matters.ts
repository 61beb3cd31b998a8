import {
  buildMatterCode,
  matterKeyOf,
  type HandlingItem,
  type MatterDraft,
  type TimeLimit,
} from '../../catalog/index.js';
import type { DemonstrationBaseMatter, ImplementationPlan } from './base-matters.js';
import { localElements } from './local-elements.js';
import type { DemonstrationOrganisation } from './organisations.js';

export const DEMONSTRATION_SOURCE = 'demonstration';

/** Every base matter at every level that exercises it, by the organisation in charge there. */
export function demonstrationMatters(
  baseMatters: readonly DemonstrationBaseMatter[],
  organisations: readonly DemonstrationOrganisation[],
): readonly MatterDraft[] {
  return baseMatters.flatMap((one) =>
    organisations.flatMap((organisation, at) =>
      isInCharge(one, organisation) ? [matter(one, organisation, at + 1)] : [],
    ),
  );
}

function isInCharge(
  { draft, plan }: DemonstrationBaseMatter,
  { view, department, region }: DemonstrationOrganisation,
) {
  if (!draft.elements.exerciseLevels?.includes(view.level)) return false;
  if (view.level === 'TOWN') return !plan.townshipsOnly || region.name.endsWith('镇');
  return view.level === 'VILLAGE' || department === plan.department;
}

function matter(
  { draft, plan }: DemonstrationBaseMatter,
  organisation: DemonstrationOrganisation,
  serial: number,
): MatterDraft {
  const { key, creditCode, level, region } = organisation.view;
  const statutory = draft.elements.statutoryTimeLimit;
  if (!statutory) throw new Error(`${draft.code}: no statutory time limit`);
  const code = buildMatterCode(creditCode, level, draft.code);
  return {
    key: matterKeyOf(code, DEMONSTRATION_SOURCE, ''),
    code,
    localCode: null,
    baseCode: draft.code,
    organisation: key,
    region,
    level,
    type: draft.type,
    name: draft.subName ?? draft.mainName,
    elements: localElements(code, statutory, plan, organisation, serial),
    handlingItems: plan.items.map((item) => handlingItem(item, statutory)),
    source: DEMONSTRATION_SOURCE,
  };
}

function handlingItem(
  { item, name, immediate }: ImplementationPlan['items'][number],
  { unit }: TimeLimit,
): HandlingItem {
  const atOnce = { committedTimeLimit: { value: 0, unit, note: null }, handlingKind: 'IMMEDIATE' } as const;
  return { item, name, elements: immediate ? atOnce : {} };
}
