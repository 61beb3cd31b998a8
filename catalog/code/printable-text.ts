import { problem } from './malformed.js';

/**
 * Numbers that follow no national rule (军字第…号, 〔2026〕12号): visible ASCII, Chinese characters and the brackets used
 * among them. Nothing else, so that two numbers that look alike are alike: a full-width digit or a Cyrillic А
 * would file the same case twice.
 */
const allowed = /^[\x21-\x7e\p{Script=Han}（）〔〕［］【】－—]{1,64}$/u;

export function printableTextProblem(text: string): string | null {
  if (allowed.test(text)) return null;
  if (text === '') return problem('it is empty', '为空');
  if (/\s/u.test(text)) return problem('it holds a blank or a line break', '含有空格或换行');
  if ([...text].length > 64) return problem('more than 64 characters', '超过64个字符');
  return problem(
    'it holds characters that are no digits, letters or Chinese characters (full-width or invisible ones)',
    '含有全角字母数字、不可见字符或其他不允许的字符',
  );
}
