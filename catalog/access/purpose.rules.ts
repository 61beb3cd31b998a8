import { Fault, isFault } from '../errors.js';
import {
  type CaseNumberSettings,
  defaultCaseNumberSettings,
  type Holder,
  holderIdentityTypes,
  holdsCitizenNumber,
  type MatterCode,
  parseCaseNumber,
} from '../code/index.js';
import type { Purpose } from './access.js';

/** Shorter numbers stand by chance in any case number. */
const shortestNumber = 6;

/** Throws when the purpose cannot be one; `holder` is null while nobody knows yet whose licence it is. */
export function demandPurpose(
  purpose: Purpose,
  asked: { readonly matter: MatterCode; readonly holder: Holder | null },
  settings: CaseNumberSettings = defaultCaseNumberSettings,
): void {
  if (purpose.matter !== asked.matter) throw new Fault('PURPOSE_MATTER_MISMATCH');
  const reading = parseCaseNumber(purpose.caseNumber, settings);
  if (reading.matterCode !== null && reading.matterCode !== purpose.matter) {
    throw new Fault('PURPOSE_CASE_MISMATCH');
  }
  // 依职权: nobody consented, so the clerk answers for the reading (domain: licences, modes).
  if (purpose.mode === 'EX_OFFICIO' && !purpose.clerk?.trim()) throw new Fault('PURPOSE_CLERK_MISSING');
  if (caseNamesPerson(purpose, asked.holder) || clerkNamesPerson(purpose, asked.holder)) {
    throw new Fault('PURPOSE_NAMES_HOLDER');
  }
}

/** What of a purpose, sound or not, may stand in the audit record: nothing that is or holds a personal number. */
export function recordablePurpose(
  purpose: Purpose,
  holder: Holder | null,
): {
  readonly matter: string;
  readonly caseNumber: string | null;
  readonly mode: string;
  readonly clerk: string | null;
} {
  const filed =
    isCaseNumber(purpose.caseNumber) &&
    !caseNamesPerson(purpose, holder) &&
    !(holder === null && caseMayNamePerson(purpose));
  return {
    matter: purpose.matter,
    caseNumber: filed ? purpose.caseNumber : null,
    mode: purpose.mode,
    clerk: clerkNamesPerson(purpose, holder) ? null : purpose.clerk,
  };
}

function isCaseNumber(text: string): boolean {
  try {
    parseCaseNumber(text);
    return true;
  } catch (error) {
    if (isFault(error)) return false;
    throw error;
  }
}

/** A case number in the standard form is made of a matter code, a day and a serial: nothing personal fits in. */
function caseNamesPerson(purpose: Purpose, holder: Holder | null): boolean {
  if (!isCaseNumber(purpose.caseNumber)) return false;
  if (parseCaseNumber(purpose.caseNumber).matterCode !== null) return false;
  return namesHolder(purpose.caseNumber, holder);
}

/**
 * Asked while nobody knows whose licence it is. A local case number may look like a citizen number by chance (region, day,
 * serial), so it is not refused for that; it is only left out of the record.
 */
function caseMayNamePerson({ caseNumber }: Purpose): boolean {
  return parseCaseNumber(caseNumber).matterCode === null && holdsCitizenNumber(caseNumber);
}

function clerkNamesPerson({ clerk }: Purpose, holder: Holder | null): boolean {
  return clerk !== null && (holdsCitizenNumber(clerk) || namesHolder(clerk, holder));
}

/** The number of a body is public; the number of a person never stands in the record. */
function namesHolder(text: string, holder: Holder | null): boolean {
  if (holder === null || !holderIdentityTypes[holder.type].person) return false;
  if (holder.code.length < shortestNumber) return false;
  return text.toUpperCase().includes(holder.code.toUpperCase());
}
