const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * The check character of ISO 7064 MOD 37,36 (a hybrid system) over digits and capital letters. It catches every single
 * wrong character.
 */
export function mod37_36(text: string): string {
  let carry = 36;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) throw new RangeError('MOD 37,36 counts digits and capital letters only');
    const sum = (carry + value) % 36 || 36;
    carry = (sum * 2) % 37;
  }
  return alphabet.charAt((37 - carry) % 36);
}
