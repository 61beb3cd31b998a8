import type { Permission } from '../access/access.js';
import type { LicenceTypeCode } from '../code/index.js';
import type { CancellationReason, OwnElements } from '../matter/element.js';
import type { LicenceFieldDefinition, MatterDocument } from '../publication/publication.js';

/** The holder's name is a field like any other: it is given only where the matter asks for a field of this name. */
export const holderNameField = 'holderName';

/**
 * Least data: the fields that the matter's materials and forms name for the licence type, that the grant allows and that
 * the licence type lets be shared. Where the matter names none, only status and validity are given. The document carries
 * every licence type that it names and is compiled again when one changes, so nothing has to be looked up.
 */
export function disclosedFields(
  document: MatterDocument,
  type: LicenceTypeCode,
  permission: Permission,
): readonly LicenceFieldDefinition[] {
  const licenceType = Object.hasOwn(document.licenceTypes, type) ? document.licenceTypes[type] : undefined;
  if (licenceType === undefined || !permission.allowed) return [];
  const needed = neededFields(document, type);
  return licenceType.fields.filter(
    ({ name, shareable }) => shareable && needed.has(name) && permission.fields.includes(name),
  );
}

export function neededFields(document: MatterDocument, type: LicenceTypeCode): ReadonlySet<string> {
  const all = [document.elements, ...document.handlingItems.map((item) => item.elements)];
  return new Set(
    all.flatMap((elements) => [...materialFields(elements, type), ...formFields(elements, type)]),
  );
}

/** A material that was cancelled because the office looks it up itself still needs the look. */
const stillLookedUp: ReadonlySet<CancellationReason> = new Set<CancellationReason>([
  'PROVED_BY_LICENCE',
  'VERIFIED_ONLINE',
]);

function materialFields({ materials = [] }: OwnElements, type: LicenceTypeCode): readonly string[] {
  return materials
    .filter(({ cancelled }) => cancelled === null || stillLookedUp.has(cancelled))
    .flatMap(({ alternatives }) => alternatives.flat())
    .flatMap((condition) =>
      condition.way === 'LICENCE' && condition.licenceType === type ? condition.fields : [],
    );
}

function formFields({ forms = [] }: OwnElements, type: LicenceTypeCode): readonly string[] {
  return forms
    .flatMap((form) => form.fields)
    .flatMap(({ filledFrom }) => (filledFrom?.licenceType === type ? [filledFrom.field] : []));
}
