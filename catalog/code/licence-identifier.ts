import { Fault } from '../errors.js';
import type { Branded } from './branded.js';
import { hasCreditCodeStructure } from './credit-code.js';
import { isLicenceTypeCode, type LicenceTypeCode } from './licence-type-code.js';
import { problem } from './malformed.js';
import { mod37_36 } from './mod-37-36.js';

/** 电子证照标识: 1.2.156.3005.2 . type 21 . issuer 18 . serial . version 3 . check 1. */
export type LicenceIdentifier = Branded<'LicenceIdentifier'>;

export interface LicenceIdentifierContent {
  readonly type: LicenceTypeCode;
  /** Credit code of the issuer as it was written; its check character is not judged here. */
  readonly issuer: string;
  readonly serial: string;
  readonly version: string;
}

export interface LicenceIdentifierParts extends LicenceIdentifierContent {
  readonly check: string;
  /** False for some genuine licences with 32-character serials: a finding, with a switch per issuer. */
  readonly checkOk: boolean;
}

const root = '1.2.156.3005.2';
const anotherArc = '1.2.156.3005.6';

export function parseLicenceIdentifier(text: string): LicenceIdentifier {
  const found = licenceIdentifierProblem(text);
  if (found !== null) throw new Fault('LICENCE_IDENTIFIER_MALFORMED', { problem: found });
  return text as LicenceIdentifier;
}

export function isLicenceIdentifier(text: string): text is LicenceIdentifier {
  return licenceIdentifierProblem(text) === null;
}

export function licenceIdentifierParts(identifier: LicenceIdentifier): LicenceIdentifierParts {
  const [type = '', issuer = '', serial = '', version = '', check = ''] = segmentsOf(identifier);
  const checkOk = mod37_36(type + issuer + serial + version) === check;
  return { type: type as LicenceTypeCode, issuer, serial, version, check, checkOk };
}

export function buildLicenceIdentifier(content: LicenceIdentifierContent): LicenceIdentifier {
  const segments = [content.type, content.issuer, content.serial, content.version];
  // Judged with a stand-in check character first: mod37_36 counts only digits and capital letters.
  parseLicenceIdentifier([root, ...segments, '0'].join('.'));
  return [root, ...segments, mod37_36(segments.join(''))].join('.') as LicenceIdentifier;
}

function segmentsOf(text: string): string[] {
  return text.slice(root.length + 1).split('.');
}

function licenceIdentifierProblem(text: string): string | null {
  if (text.startsWith(`${anotherArc}.`)) {
    return problem(
      `numbers under ${anotherArc} are no licence identifiers`,
      `${anotherArc}下的编号不是电子证照标识`,
    );
  }
  if (!text.startsWith(`${root}.`)) return problem(`it does not begin with ${root}.`, `未以${root}.开头`);
  const segments = segmentsOf(text);
  if (segments.length !== 5)
    return problem(`${segments.length} parts after ${root} instead of 5`, '段数不为5');
  const [type = '', issuer = '', serial = '', version = '', check = ''] = segments;
  if (!isLicenceTypeCode(type)) return problem('part 1 is no licence type code', '第1段不是证照类型代码');
  if (!hasCreditCodeStructure(issuer))
    return problem("part 2 is no issuer's credit code", '第2段不是发证机关代码');
  if (!/^[0-9A-Z]{1,64}$/.test(serial)) {
    return problem(
      'part 3 is no serial of 1 to 64 digits and capital letters',
      '第3段流水号应为1至64位数字或大写字母',
    );
  }
  if (!/^[0-9A-Z]{3}$/.test(version)) {
    return problem('part 4 is no version of 3 characters', '第4段版本号应为3位数字或大写字母');
  }
  return /^[0-9A-Z]$/.test(check)
    ? null
    : problem('part 5 is no check character', '第5段校验位应为1位数字或大写字母');
}
