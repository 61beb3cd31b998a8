import type { Elements, Level, MatterCode, OwnElements, TimeLimit } from '../../catalog/index.js';
import type { ImplementationPlan } from './base-matters.js';
import type { DemonstrationOrganisation } from './organisations.js';
import type { DemonstrationRegion } from './regions.js';

/** What a level owns of a matter: the promise, the place and the way in. Everything else is the base matter's. */
export function localElements(
  code: MatterCode,
  statutory: TimeLimit,
  plan: ImplementationPlan,
  organisation: DemonstrationOrganisation,
  serial: number,
): OwnElements {
  const { region } = organisation;
  const promise = committed(statutory, plan, region);
  const visit = onSiteReasonOf(plan, region.level);
  return {
    ...promise,
    handlingForms:
      region.level === 'VILLAGE' ? ['1', '3'] : visit === null ? ['1', '2', '3', '4'] : ['1', '2', '3'],
    onSiteVisits: visit === null ? 0 : 1,
    ...(visit === null ? {} : { onSiteReason: visit }),
    ...plan.own,
    place: placeOf(plan, organisation, serial),
    online: {
      available: true,
      // Ⅳ级, the deepest, means no visit (rule 4 of the guide checkers).
      depth: visit === null ? 'Ⅳ级' : 'Ⅲ级',
      url: `https://guide.example/matters/${code}`,
      mobileUrl: `https://m.guide.example/matters/${code}`,
    },
  };
}

const shareOfLevel: Readonly<Record<Level, number>> = {
  NATION: 0.5,
  PROVINCE: 0.5,
  CITY: 0.4,
  COUNTY: 0.5,
  TOWN: 0.4,
  VILLAGE: 0.2,
};

/** At most half of the statutory limit (the founding target); counties compete, so each promises a little less than the one before. */
function committed(
  { value, unit }: TimeLimit,
  { immediate }: ImplementationPlan,
  { level, county }: DemonstrationRegion,
): Pick<Elements, 'committedTimeLimit' | 'handlingKind'> {
  const share = shareOfLevel[level] - county * 0.05;
  const days = immediate.includes(level) ? 0 : Math.floor(value * share + 1e-9);
  return {
    committedTimeLimit: { value: days, unit, note: null },
    handlingKind: days === 0 ? 'IMMEDIATE' : 'COMMITTED',
  };
}

/** The village has no online hall of its own: someone there helps, and that is a visit. */
function onSiteReasonOf({ online, onSiteReason }: ImplementationPlan, level: Level): string | null {
  if (online === 'PARTIAL') return onSiteReason;
  return level === 'VILLAGE' ? '由村（社区）工作人员帮办代办，也可以自行网上办理' : null;
}

function placeOf(
  plan: ImplementationPlan,
  { view, region, window }: DemonstrationOrganisation,
  serial: number,
): Elements['place'] {
  return {
    hall: plan.hall || region.level === 'TOWN' || region.level === 'VILLAGE' ? hallOf(region) : null,
    window: plan.hall ? window : '办事大厅窗口',
    address: `${region.title}虚构路${serial}号${plan.hall ? '' : view.name}（虚构地址）`,
    hours: region.level === 'VILLAGE' ? '工作日8:30至11:30，15:00至17:30' : '工作日8:30至12:00，14:30至17:30',
    consultation: inventedPhone(region, serial * 2),
    complaint: inventedPhone(region, serial * 2 + 1),
  };
}

function hallOf({ level, title }: DemonstrationRegion): string {
  switch (level) {
    case 'TOWN':
      return `${title}公共服务中心`;
    case 'VILLAGE':
      return `${title.replace(/(村|居)委会$/, '')}党群服务中心`;
    default:
      return `${title}政务服务中心`;
  }
}

/** No Chinese telephone number begins with 0 after its area code. */
function inventedPhone({ level }: DemonstrationRegion, number: number): string {
  return level === 'PROVINCE'
    ? `020-${String(number).padStart(8, '0')}`
    : `0668-${String(number).padStart(7, '0')}`;
}
