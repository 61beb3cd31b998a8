import type { Material } from '../matter/element.js';
import type { ConformanceRuleName } from './conformance-rules.js';

/** How strictly a material is asked for. */
const demands = { NOT_REQUIRED: 0, DEFERRABLE: 1, REQUIRED: 2 } as const;
const demandNames = { NOT_REQUIRED: '非必要', DEFERRABLE: '可容缺', REQUIRED: '必要' } as const;

/** Everything about a material that weighs on the applicant; a cancelled one weighs nothing, whatever else is written there. */
export function materialBurden({ cancelled, necessity, originals, copies }: Material): string {
  return cancelled === null ? `${demands[necessity]}/${originals}/${copies}` : '-';
}

/** 材料要件只少不多: the rule that a material breaks by asking for more than the base matter does. */
export function heavierMaterial(found: Material, expected: Material): ConformanceRuleName | null {
  if (found.cancelled !== null) return null;
  if (expected.cancelled !== null) return 'MATERIAL_CANCELLED_ASKED';
  if (demands[found.necessity] > demands[expected.necessity]) return 'MATERIAL_NECESSITY_RAISED';
  return found.originals > expected.originals || found.copies > expected.copies
    ? 'MATERIAL_COPIES_RAISED'
    : null;
}

export function materialText({ name, cancelled, necessity, originals, copies }: Material): string {
  const burden =
    cancelled === null ? `${demandNames[necessity]}，原件${originals}份，复印件${copies}份` : '已取消';
  return `${name}（${burden}）`;
}
