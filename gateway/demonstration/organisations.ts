import { z } from 'zod';
import { organisationKeyOf, type Level, type OrganisationView } from '../../catalog/index.js';
import { readData } from './data-file.js';
import { inventedCreditCode, type Registration } from './invented-code.js';
import type { DemonstrationRegion } from './regions.js';

/** An organisation of the demonstration: in which region it works and at which window it receives. */
export interface DemonstrationOrganisation {
  readonly view: OrganisationView & {
    readonly creditCode: NonNullable<OrganisationView['creditCode']>;
    readonly level: Level;
  };
  readonly region: DemonstrationRegion;
  /** The key in departments.json; `town` and `village` for the two levels that have no departments. */
  readonly department: string;
  readonly window: string;
}

const department = z.strictObject({
  key: z.string(),
  number: z.string().regex(/^\d{4}$/),
  kind: z.union([z.literal(1), z.literal(2)]),
  window: z.string(),
  names: z.partialRecord(z.enum(['PROVINCE', 'CITY', 'COUNTY']), z.string()),
  /** Names by region code where the rule does not hold. */
  exceptions: z.record(z.string(), z.string()).default({}),
});
type Department = z.infer<typeof department>;

/** Every organisation, in the order of the regions. */
export function demonstrationOrganisations(
  regions: readonly DemonstrationRegion[],
): readonly DemonstrationOrganisation[] {
  const departments = readData('departments.json', z.array(department));
  return regions.flatMap((region) => {
    switch (region.level) {
      case 'TOWN':
        return [townGovernment(region)];
      case 'VILLAGE':
        return [villageCommittee(region)];
      default:
        return departments.flatMap((one) => bureau(one, region) ?? []);
    }
  });
}

function bureau(one: Department, region: DemonstrationRegion): DemonstrationOrganisation | null {
  const pattern = one.names[region.level as 'PROVINCE' | 'CITY' | 'COUNTY'];
  if (pattern === undefined) return null;
  const name = one.exceptions[region.code] ?? pattern.replace('{region}', region.title);
  const registration = one.kind === 1 ? '11' : '12';
  return organisation(
    region,
    { name, kind: one.kind, registration, mark: `DEMA${one.number}` } as const,
    one,
  );
}

function townGovernment(region: DemonstrationRegion): DemonstrationOrganisation {
  const name = region.title + (region.name.endsWith('街道') ? '办事处' : '人民政府');
  const parts = { name, kind: 1, registration: '11', mark: `DEMB0${region.code.slice(6, 9)}` } as const;
  return organisation(region, parts, { key: 'town', window: '一窗综合受理窗口' });
}

/** Village committees are no government: they act for the town (GB/T 39046—2020 annex A: 3 entrusted). */
function villageCommittee(region: DemonstrationRegion): DemonstrationOrganisation {
  const name = region.title.replace(/村委会$/, '村民委员会').replace(/居委会$/, '居民委员会');
  const parts = { name, kind: 3, registration: '54', mark: `DE${region.code.slice(6)}` } as const;
  return organisation(region, parts, { key: 'village', window: '便民服务窗口' });
}

function organisation(
  region: DemonstrationRegion,
  parts: {
    readonly name: string;
    readonly kind: 1 | 2 | 3;
    readonly registration: Registration;
    readonly mark: `DE${string}`;
  },
  { key, window }: { readonly key: string; readonly window: string },
): DemonstrationOrganisation {
  const { code, level } = region;
  const creditCode = inventedCreditCode(parts.registration, code, parts.mark);
  const { name, kind } = parts;
  return {
    view: {
      key: organisationKeyOf(creditCode, '', ''),
      creditCode,
      localCode: null,
      name,
      kind,
      region: code,
      level,
    },
    region,
    department: key,
    window,
  };
}
