import { type FindingDraft, found, isStorable } from './finding.js';

export const longestName = 500;
export const longestCode = 200;

/** Acts that are asked of many things; alone they say nothing. */
const bareActs = new Set(
  '初审 复审 审核 审批 会签 受理 核准 备案 登记 年审 年检 变更 注销 延续 补办 换证 办理 许可 证明 其他'.split(
    ' ',
  ),
);

/** Every name is judged alike, whatever the format it comes from; ERROR comes first because nothing else matters then. */
export function nameFindings(field: string, name: string): FindingDraft[] {
  const unusable = unusableName(field, name);
  if (unusable) return [unusable];
  const tidy = widthTidied(name);
  return [
    ...(name !== blanksTidied(name) ? [found('NAME_HAS_BLANKS', field, name, blanksTidied(name))] : []),
    ...(tidy !== name ? [found('NAME_WIDTH_MIXED', field, name, tidy)] : []),
    ...(oddCharacter.test(name.replace(/\s/gu, '')) ? [found('NAME_CHARACTER_ODD', field, name)] : []),
    ...(levelInBrackets.test(tidy)
      ? [found('NAME_CARRIES_LEVEL', field, name, tidy.replaceAll(everyLevelInBrackets, ''))]
      : []),
    ...(basisInBrackets.test(tidy)
      ? [found('NAME_CARRIES_BASIS', field, name, tidy.replace(basisInBrackets, ''))]
      : []),
    ...(bareActs.has(blanksTidied(name)) ? [found('NAME_TOO_GENERAL', field, name)] : []),
  ];
}

/** Matters as surveyed are often named after the step that the department does at the window. */
export function stepFindings(field: string, name: string): FindingDraft[] {
  const act = /的?(?:受理|初审)$/;
  return act.test(name) && !bareActs.has(name)
    ? [found('NAME_IS_A_STEP', field, name, name.replace(act, ''))]
    : [];
}

function unusableName(field: string, name: string): FindingDraft | null {
  if (name.trim() === '') return found('NAME_EMPTY', field, name);
  if (name.length > longestName) return found('TEXT_TOO_LONG', field, name);
  return isStorable(name) ? null : found('TEXT_NOT_STORABLE', field, name);
}

/** Backslash, C0 controls but the blanks among them, zero-width characters, line separators, U+FFFD. */
const oddCharacter = /[\\\p{Cc}\u200b-\u200f\u2028\u2029\ufeff\ufffd]/u;
const level = '(?:国家级|省级|市级|县级|区级|乡镇级|镇级|村级)';
const bracketed = `（${level}(?:[/、]${level})*(?:行使)?）`;
const levelInBrackets = new RegExp(bracketed);
const everyLevelInBrackets = new RegExp(bracketed, 'g');
const basisInBrackets = /（(?:根)?据[^（）]*）/;

function blanksTidied(name: string): string {
  return name
    .trim()
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replace(/\s+/gu, ' ');
}

/** Full-width brackets and commas as Chinese typesetting has them, half-width letters and digits. */
function widthTidied(name: string): string {
  return name
    .replace(/[０-９Ａ-Ｚａ-ｚ]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replace(/(?<=\p{Script=Han}),|,(?=\p{Script=Han})/gu, '，');
}
