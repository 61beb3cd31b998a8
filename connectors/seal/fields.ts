import { tags, type DerElement } from './der.js';
import { Refusal } from './refusal.js';
import { asn1Time } from './times.js';

/** Takes the fields of one SEQUENCE in order, and insists that none is left over. */
export class Fields {
  private readonly elements: readonly DerElement[];
  private at = 0;

  /** `what` names the structure in a refusal. */
  constructor(
    parent: DerElement,
    readonly what: string,
    tag: number = tags.sequence,
  ) {
    if (parent.tag !== tag) throw new Refusal('ASN1_NOT_AS_EXPECTED', what);
    this.elements = parent.children;
  }

  get nextTag(): number | undefined {
    return this.elements[this.at]?.tag;
  }

  any(): DerElement {
    const element = this.elements[this.at];
    if (element === undefined) throw new Refusal('ASN1_NOT_AS_EXPECTED', this.what);
    this.at += 1;
    return element;
  }

  take(tag: number): DerElement {
    if (this.nextTag !== tag) throw new Refusal('ASN1_NOT_AS_EXPECTED', this.what);
    return this.any();
  }

  optional(...accepted: readonly number[]): DerElement | null {
    return this.nextTag !== undefined && accepted.includes(this.nextTag) ? this.any() : null;
  }

  end(): void {
    if (this.at !== this.elements.length) throw new Refusal('ASN1_NOT_AS_EXPECTED', this.what);
  }

  sequence(what: string): Fields {
    return new Fields(this.any(), what);
  }

  /** A small non-negative number: versions, types, millimetres. */
  number(): number {
    const { content } = this.take(tags.integer);
    const negative = ((content[0] ?? 0x80) & 0x80) !== 0;
    const padded = content.length > 1 && content[0] === 0 && ((content[1] ?? 0) & 0x80) === 0;
    if (content.length > 5 || negative || padded) throw new Refusal('ASN1_NOT_AS_EXPECTED', this.what);
    return content.reduce((sum, octet) => sum * 256 + octet, 0);
  }

  oid(): string {
    return oidText(this.take(tags.oid), this.what);
  }

  octets(): Uint8Array {
    return this.take(tags.octetString).content;
  }

  bits(): Uint8Array {
    return wholeBits(this.take(tags.bitString), this.what);
  }

  text(): string {
    const { content } =
      this.optional(tags.utf8String, tags.ia5String, tags.printableString) ?? this.take(tags.utf8String);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
    } catch {
      throw new Refusal('ASN1_NOT_AS_EXPECTED', this.what);
    }
  }

  time(): Date {
    const time = asn1Time(this.any());
    if (time === null) throw new Refusal('ASN1_NOT_AS_EXPECTED', this.what);
    return time;
  }
}

/** Signatures, digests and keys fill whole octets: the count of unused bits is 0. */
export function wholeBits(element: DerElement, what: string, tag: number = tags.bitString): Uint8Array {
  if (element.tag !== tag || element.content[0] !== 0) throw new Refusal('ASN1_NOT_AS_EXPECTED', what);
  return element.content.subarray(1);
}

export function oidText(element: DerElement, what: string): string {
  const { content } = element;
  const last = content[content.length - 1];
  if (element.tag !== tags.oid || last === undefined || last >= 0x80)
    throw new Refusal('ASN1_NOT_AS_EXPECTED', what);
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const octet of content) {
    if (arc === 0n && octet === 0x80) throw new Refusal('ASN1_NOT_AS_EXPECTED', what);
    arc = (arc << 7n) | BigInt(octet & 0x7f);
    if (octet < 0x80) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  const head = arcs[0] ?? 0n;
  const root = head < 40n ? 0n : head < 80n ? 1n : 2n;
  return [root, head - root * 40n, ...arcs.slice(1)].join('.');
}
