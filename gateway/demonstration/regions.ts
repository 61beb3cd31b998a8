import { z } from 'zod';
import { parseRegionCode, type Level, type RegionCode } from '../../catalog/index.js';
import { readData } from './data-file.js';

/** A region of the demonstration, with the name that organisations there carry. */
export interface DemonstrationRegion {
  readonly code: RegionCode;
  readonly name: string;
  /** 茂名市茂南区, 高州市, 高州市根子镇: how an organisation of the region begins its name. */
  readonly title: string;
  readonly level: Level;
  /** Place among the counties; a town or village has that of its county. Places differ a little by it. */
  readonly county: number;
}

const code = z.string().transform(parseRegionCode);
const named = z.strictObject({ code, name: z.string() });
const schema = z.strictObject({
  province: named,
  city: named,
  counties: z.array(
    z.strictObject({ code, name: z.string(), title: z.string(), towns: z.array(named) }).readonly(),
  ),
  villages: z.array(named),
});

/** 广东省, 茂名市, its counties and towns, and the villages of three towns; a region stands after the one it lies in. */
export function demonstrationRegions(): readonly DemonstrationRegion[] {
  const { province, city, counties, villages } = readData('regions.json', schema);
  const towns = counties.flatMap((county, at) =>
    county.towns.map((town): DemonstrationRegion => {
      return { ...town, title: county.title + town.name, level: 'TOWN', county: at };
    }),
  );
  return [
    { ...province, title: province.name, level: 'PROVINCE', county: 0 },
    { ...city, title: city.name, level: 'CITY', county: 0 },
    ...counties.map(({ code, name, title }, county): DemonstrationRegion => {
      return { code, name, title, level: 'COUNTY', county };
    }),
    ...towns,
    ...villages.map((village) => villageOf(village, towns)),
  ];
}

function villageOf(
  village: { readonly code: RegionCode; readonly name: string },
  towns: readonly DemonstrationRegion[],
): DemonstrationRegion {
  const town = towns.find(({ code }) => code.startsWith(village.code.slice(0, 9)));
  if (!town) throw new Error(`regions.json: no town for the village ${village.code}`);
  return { ...village, title: town.title + village.name, level: 'VILLAGE', county: town.county };
}
