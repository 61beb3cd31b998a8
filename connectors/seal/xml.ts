import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { SealLimits } from './limits.js';
import { guarded, Refusal } from './refusal.js';

export interface XmlElement {
  /** Without prefix: makers bind the OFD namespace to any, and an old one too. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  trimValues: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** XML as OFD uses it: UTF-8, no document type, no entities but the five that XML itself knows. One for each package. */
export class XmlReader {
  private read = 0;

  constructor(private readonly limits: SealLimits) {}

  parse(bytes: Uint8Array, path: string): XmlElement {
    this.read += bytes.length;
    if (bytes.length > this.limits.xmlFileBytes || this.read > this.limits.xmlBytes)
      throw new Refusal('XML_TOO_LARGE', path);
    const text = guarded('XML_MALFORMED', path, () =>
      new TextDecoder('utf-8', { fatal: true }).decode(bytes),
    );
    if (text.split('<', this.limits.xmlTags + 2).length > this.limits.xmlTags)
      throw new Refusal('XML_TOO_LARGE', path);
    if (/<!(?!--|\[CDATA\[)/.test(text)) throw new Refusal('XML_ENTITIES', path);
    if (XMLValidator.validate(text) !== true) throw new Refusal('XML_MALFORMED', path);
    const roots = guarded('XML_MALFORMED', path, (): unknown => parser.parse(text));
    const elements = elementsOf(roots, this.limits.xmlDepth, path);
    const [root] = elements;
    if (root === undefined || elements.length > 1) throw new Refusal('XML_MALFORMED', path);
    return root;
  }
}

/** The library's ordered form: a list of { tagName: [children], ':@': { attributes } } and { '#text': … }. */
function elementsOf(nodes: unknown, depth: number, path: string): readonly XmlElement[] {
  if (depth === 0) throw new Refusal('XML_MALFORMED', path);
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: Readonly<Record<string, unknown>>) => {
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
    if (name === undefined) return [];
    const inner = node[name];
    const attributes = Object.entries((node[':@'] ?? {}) as Record<string, unknown>);
    return [
      {
        name,
        attributes: Object.fromEntries(
          attributes.map(([key, value]) => [key, unescaped(String(value), path)]),
        ),
        children: elementsOf(inner, depth - 1, path),
        text: unescaped(textOf(inner), path),
      },
    ];
  });
}

function textOf(nodes: unknown): string {
  if (!Array.isArray(nodes)) return '';
  return nodes
    .map((node: Readonly<Record<string, unknown>>) =>
      typeof node['#text'] === 'string' ? node['#text'] : '',
    )
    .join('');
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string, path: string): string {
  return text.replace(/&([^;&\s]{0,10})(;?)/g, (_, body: string, end: string) => {
    const code = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(body);
    const point = code === null ? NaN : parseInt(code[1] ?? code[2] ?? '', code[1] === undefined ? 10 : 16);
    const plain = Number.isNaN(point)
      ? named[body]
      : point <= 0x10ffff
        ? String.fromCodePoint(point)
        : undefined;
    if (plain === undefined || end === '') throw new Refusal('XML_ENTITIES', path);
    return plain;
  });
}

/** The only child of that name; several would let two readers see two things. */
export function onlyChild(parent: XmlElement, name: string, path: string): XmlElement | null {
  const found = parent.children.filter((child) => child.name === name);
  if (found.length > 1) throw new Refusal('XML_NOT_AS_EXPECTED', `${path}: ${name}`);
  return found[0] ?? null;
}
