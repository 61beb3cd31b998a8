import type { SealLimits } from './limits.js';
import { Refusal } from './refusal.js';

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** [n] constructed. */
  context: (n: number) => 0xa0 + n,
} as const;

/** One element of checked DER: its place in the bytes, nothing copied. */
export class DerElement {
  constructor(
    private readonly source: Uint8Array,
    readonly tag: number,
    private readonly start: number,
    private readonly body: number,
    private readonly end: number,
  ) {}

  /** With tag and length, as signatures and digests cover it. */
  get whole(): Uint8Array {
    return this.source.subarray(this.start, this.end);
  }

  get content(): Uint8Array {
    return this.source.subarray(this.body, this.end);
  }

  get children(): readonly DerElement[] {
    const children: DerElement[] = [];
    for (let at = this.body; at < this.end;) {
      const child = elementAt(this.source, at, this.end);
      children.push(child);
      at = child.end;
    }
    return children;
  }

  /** Where the element and its content begin and end in the source. */
  get span(): Readonly<{ start: number; body: number; end: number }> {
    return { start: this.start, body: this.body, end: this.end };
  }
}

/**
 * Signed data are DER (X.690, 10): one encoding for one value. BER's freedoms (indefinite and padded lengths, strings in
 * pieces, bytes after the end) are where two readers see two things, so they are refused before anything is looked at.
 */
export function parseDer(
  source: Uint8Array,
  limits: Pick<SealLimits, 'derDepth' | 'derElements'>,
): DerElement {
  const root = elementAt(source, 0, source.length);
  if (root.span.end !== source.length)
    throw new Refusal('ASN1_TRAILING_BYTES', `${source.length - root.span.end}`);
  const open = [root];
  const depths = [1];
  let elements = 0;
  for (
    let next = open.pop(), depth = depths.pop() ?? 0;
    next !== undefined;
    next = open.pop(), depth = depths.pop() ?? 0
  ) {
    if (!isConstructed(next.tag)) continue;
    if (depth > limits.derDepth) throw new Refusal('ASN1_TOO_DEEP', `${limits.derDepth}`);
    for (const child of next.children) {
      elements += 1;
      if (elements > limits.derElements) throw new Refusal('ASN1_TOO_LARGE', `${limits.derElements}`);
      open.push(child);
      depths.push(depth + 1);
    }
  }
  return root;
}

function isConstructed(tag: number): boolean {
  return (tag & 0x20) !== 0;
}

function elementAt(source: Uint8Array, start: number, limit: number): DerElement {
  const malformed = () => new Refusal('ASN1_MALFORMED', `@${start}`);
  const tag = source[start];
  const first = source[start + 1];
  if (tag === undefined || first === undefined || start + 2 > limit) throw malformed();
  // High tag numbers occur in none of the structures read here.
  if ((tag & 0x1f) === 0x1f || tag === 0) throw malformed();
  checkForm(tag, malformed);
  if (first === 0x80) throw new Refusal('ASN1_INDEFINITE_LENGTH', `@${start}`);
  let body = start + 2;
  let length = first;
  if (first > 0x80) {
    const octets = first & 0x7f;
    if (octets > 4 || body + octets > limit) throw malformed();
    length = 0;
    for (let index = 0; index < octets; index += 1) length = length * 256 + (source[body + index] ?? 0);
    body += octets;
    const shortest =
      length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : length < 0x1000000 ? 3 : 4;
    if (shortest !== octets) throw malformed();
  }
  if (body + length > limit) throw malformed();
  return new DerElement(source, tag, start, body, body + length);
}

/** SEQUENCE and SET are constructed, every other universal type is primitive. */
function checkForm(tag: number, malformed: () => Refusal): void {
  if ((tag & 0xc0) !== 0) return;
  const number = tag & 0x1f;
  const builtOfParts = number === 0x10 || number === 0x11 || number === 0x08 || number === 0x0b;
  if (isConstructed(tag) !== builtOfParts) throw malformed();
}

/** The bytes of a new element; for the few places where a signature covers a SEQUENCE that stands nowhere as such. */
export function derOf(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(contents);
  const length: number[] = [];
  for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest & 0xff);
  const header = body.length < 0x80 ? [tag, body.length] : [tag, 0x80 | length.length, ...length];
  return Buffer.concat([Uint8Array.from(header), body]);
}
