import { GraphQLScalarType, Kind } from 'graphql';
import {
  parseBaseCode,
  parseCreditCode,
  parseHandlingItemCode,
  parseLicenceIdentifier,
  parseLicenceTypeCode,
  parseMatterCode,
  parseRegionCode,
} from '../../catalog/index.js';

/** A scalar that is parsed at the border by the one parser of its code, and trusted inside. */
function codeScalar<Code extends string>(
  name: string,
  description: string,
  parse: (text: string) => Code,
  source?: string,
): GraphQLScalarType<Code, string> {
  const read = (value: unknown): Code => parse(typeof value === 'string' ? value : String(value));
  return new GraphQLScalarType<Code, string>({
    name,
    description,
    ...(source === undefined ? {} : { specifiedByURL: source }),
    serialize: (value) => String(value),
    parseValue: read,
    // A number literal such as 440900000000 is what a newcomer writes; the parser says what is wrong with anything else.
    parseLiteral: (node) => read(node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : ''),
  });
}

export const RegionCodeScalar = codeScalar(
  'RegionCode',
  'A 12-digit statistical region code, such as 440900000000. 12位统计用区划代码，例如440900000000。',
  parseRegionCode,
);
export const CreditCodeScalar = codeScalar(
  'CreditCode',
  'A unified social credit code of 18 characters (GB 32100). 18位统一社会信用代码（GB 32100）。',
  parseCreditCode,
);
export const BaseCodeScalar = codeScalar(
  'BaseCode',
  'A base code of 12 digits: region 2, type 2, main item 5, sub item 3. 12位基本编码：区划2、类型2、主项5、子项3。',
  parseBaseCode,
);
export const MatterCodeScalar = codeScalar(
  'MatterCode',
  'A matter code of 31 characters: credit code 18, level 1, base code 12. 31位实施编码：统一社会信用代码18、层级1、基本编码12。',
  parseMatterCode,
);
export const HandlingItemCodeScalar = codeScalar(
  'HandlingItemCode',
  'A handling item code of 33 characters: matter code 31, item 2. 33位业务办理项编码：实施编码31、办理项2。',
  parseHandlingItemCode,
);
export const LicenceTypeCodeScalar = codeScalar(
  'LicenceTypeCode',
  'A licence type code of 21 characters: credit code of the defining authority 18, number 3. 21位证照类型代码：定义机关统一社会信用代码18、序号3。',
  parseLicenceTypeCode,
);
export const LicenceIdentifierScalar = codeScalar(
  'LicenceIdentifier',
  'A licence identifier: 1.2.156.3005.2.type.issuer.serial.version.check. 电子证照标识：1.2.156.3005.2.类型.发证机关.流水号.版本.校验位。',
  parseLicenceIdentifier,
);
