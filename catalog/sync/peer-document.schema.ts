import { z } from 'zod';
import {
  isBaseCode,
  isCreditCode,
  isLicenceTypeCode,
  isMatterCode,
  isRegionCode,
  levels,
} from '../code/index.js';
import { readElements } from '../matter/element.schema.js';

/*
 * What peers may send. A document that does not fit is set aside, not repaired: the peer's digest would not hold any more.
 */

const code = (isCode: (text: string) => boolean) => z.string().refine(isCode);
const elements = z.unknown().refine((value) => readElements(value).problems.length === 0);
const region = z.looseObject({
  code: code(isRegionCode),
  name: z.string().min(1),
  level: z.enum(levels),
  parent: code(isRegionCode).nullable(),
  lineage: z.array(code(isRegionCode)).min(1),
  local: z.boolean(),
});
const organisation = z.looseObject({
  key: z.string().min(1),
  creditCode: code(isCreditCode).nullable(),
  localCode: z.string().nullable(),
  name: z.string().min(1),
  kind: z.number().nullable(),
  region: code(isRegionCode).nullable(),
  level: z.enum(levels).nullable(),
});
const licenceType = z.looseObject({
  code: code(isLicenceTypeCode),
  name: z.string().nullable(),
  authorityCode: z.string(),
  authorityName: z.string().nullable(),
  fields: z.array(
    z.looseObject({
      name: z.string(),
      label: z.string(),
      classification: z.enum(['PUBLIC', 'INTERNAL', 'PERSONAL']),
      shareable: z.boolean(),
    }),
  ),
});
const baseMatter = z.looseObject({
  code: code(isBaseCode),
  type: z.string(),
  mainName: z.string().min(1),
  subName: z.string().nullable(),
  version: z.number().int().positive(),
  elements,
});
const matter = z.looseObject({
  key: z.string().min(1),
  code: code(isMatterCode).nullable(),
  localCode: z.string().nullable(),
  name: z.string().min(1),
  type: z.string().nullable(),
  level: z.enum(levels).nullable(),
  version: z.number().int().positive(),
  baseMatter: z.looseObject({ code: code(isBaseCode), version: z.number().int() }).nullable(),
  organisation,
  region: region.nullable(),
  elements,
  origins: z.record(z.string(), z.enum(['BASE', 'OWN'])),
  handlingItems: z.array(z.looseObject({ item: z.string(), name: z.string(), elements })),
  licenceTypes: z.record(z.string(), licenceType),
  source: z.string(),
});

/** Shape of each kind of change that this version applies. */
export const peerDocuments = {
  REGION: region,
  ORGANISATION: organisation,
  LICENCE_TYPE: licenceType,
  BASE_MATTER: baseMatter,
  MATTER: matter,
} as const;
