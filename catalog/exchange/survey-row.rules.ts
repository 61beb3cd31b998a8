import { type RegionCode, regionLevelOf } from '../code/index.js';
import { organisationKeyOf, type OrganisationView } from '../organisation/organisation.js';

/** A survey names a department and nothing else: the organisation is known by its name within region or survey. */
export function surveyedOrganisation(
  name: string,
  region: RegionCode | null,
  source: string,
): OrganisationView {
  return {
    key: organisationKeyOf(null, region ?? source, name),
    creditCode: null,
    localCode: null,
    name,
    kind: null,
    region,
    level: region === null ? null : regionLevelOf(region),
  };
}
