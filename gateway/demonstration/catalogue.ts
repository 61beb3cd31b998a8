import { z } from 'zod';
import {
  parseLicenceTypeCode,
  type BaseMatterDraft,
  type LicenceTypeView,
  type MatterDraft,
  type OrganisationView,
} from '../../catalog/index.js';
import { demonstrationBaseMatters } from './base-matters.js';
import { readData } from './data-file.js';
import { withDifferences } from './deviations.js';
import { demonstrationMatters } from './matters.js';
import { demonstrationOrganisations } from './organisations.js';
import { demonstrationRegions } from './regions.js';

export interface DemonstrationCatalogue {
  readonly organisations: readonly OrganisationView[];
  readonly licenceTypes: readonly LicenceTypeView[];
  readonly baseMatters: readonly BaseMatterDraft[];
  readonly matters: readonly MatterDraft[];
}

const licenceType: z.ZodType<LicenceTypeView> = z.strictObject({
  code: z.string().transform(parseLicenceTypeCode),
  name: z.string(),
  authorityCode: z.string(),
  authorityName: z.string(),
  fields: z.array(
    z.strictObject({
      name: z.string(),
      label: z.string(),
      classification: z.enum(['PUBLIC', 'INTERNAL', 'PERSONAL']),
      shareable: z.boolean(),
    }),
  ),
});

/** The demonstration catalogue of 茂名: the same at every call. What in it is invented stands in the README beside this file. */
export function demonstrationCatalogue(): DemonstrationCatalogue {
  const organisations = demonstrationOrganisations(demonstrationRegions());
  const baseMatters = demonstrationBaseMatters();
  const drafts = baseMatters.map(({ draft }) => draft);
  return {
    organisations: organisations.map(({ view }) => view),
    licenceTypes: readData('licence-types.json', z.array(licenceType)),
    baseMatters: drafts,
    matters: withDifferences(demonstrationMatters(baseMatters, organisations), drafts),
  };
}
