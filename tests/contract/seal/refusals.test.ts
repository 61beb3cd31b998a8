import { describe, expect, it } from 'vitest';
import {
  der,
  documentFiles,
  makeSealSignature,
  maker,
  packageOf,
  rawZip,
  reading,
  sealedFiles,
  signer,
  verifyOne,
  troubles,
  trust,
  type RawEntry,
} from '../../support/seal-ca/index.js';

const sound: readonly RawEntry[] = [...sealedFiles()].map(([name, bytes]) => ({ name, bytes }));
const page = 'Doc_0/Pages/Page_0/Content.xml';

async function refusal(bytes: Uint8Array, limits = {}) {
  const result = await reading({ bytes }, trust(), limits);
  return result.state === 'REFUSED' ? result.problem.code : 'READ';
}

describe('packages that play tricks', () => {
  it('the same entries without a trick are read', async () => {
    expect(await refusal(rawZip(sound))).toBe('READ');
    expect((await verifyOne({ bytes: rawZip(sound) }, trust())).valid).toBe(true);
  });

  it.each<[string, RawEntry, string]>([
    ['a path that leads out', { name: '../evil.xml', bytes: Buffer.from('x') }, 'ZIP_PATH_UNSAFE'],
    [
      'a path that leads out in the middle',
      { name: 'Doc_0/../../evil.xml', bytes: Buffer.from('x') },
      'ZIP_PATH_UNSAFE',
    ],
    ['an absolute path', { name: '/etc/evil.xml', bytes: Buffer.from('x') }, 'ZIP_PATH_UNSAFE'],
    ['a drive', { name: 'C:/evil.xml', bytes: Buffer.from('x') }, 'ZIP_PATH_UNSAFE'],
    ['a backslash', { name: 'Doc_0\\evil.xml', bytes: Buffer.from('x') }, 'ZIP_PATH_UNSAFE'],
    ['an empty segment', { name: 'Doc_0//evil.xml', bytes: Buffer.from('x') }, 'ZIP_PATH_UNSAFE'],
    ['a zero byte', { name: 'Doc_0/a\0.xml', bytes: Buffer.from('x') }, 'ZIP_PATH_UNSAFE'],
    ['a trailing dot', { name: 'OFD.xml.', bytes: Buffer.from('x') }, 'ZIP_PATH_UNSAFE'],
    [
      'a name that is no UTF-8 and says it is',
      { name: Buffer.from([0xff, 0xfe]), bytes: Buffer.from('x') },
      'ZIP_PATH_UNSAFE',
    ],
    ['a second file of the same name', { name: page, bytes: Buffer.from('<Page/>') }, 'ZIP_PATH_DUPLICATE'],
    [
      'a name that differs in case',
      { name: page.toUpperCase(), bytes: Buffer.from('<Page/>') },
      'ZIP_PATH_DUPLICATE',
    ],
    ['a folder named like a file', { name: `${page}/`, bytes: Buffer.alloc(0) }, 'ZIP_PATH_DUPLICATE'],
    [
      'a symbolic link',
      { name: 'Doc_0/link', bytes: Buffer.from('/etc/passwd'), mode: 0o120777 },
      'ZIP_LINK',
    ],
    [
      'an encrypted file',
      { name: 'Doc_0/secret', bytes: Buffer.from('x'), flags: 0x801, deflate: true },
      'ZIP_ENCRYPTED',
    ],
    [
      'an unusual compression',
      { name: 'Doc_0/odd', bytes: Buffer.from('x'), method: 12 },
      'ZIP_METHOD_UNSUPPORTED',
    ],
    [
      'a local header with another name',
      { name: 'Doc_0/shown', localName: 'Doc_0/other', bytes: Buffer.from('x') },
      'ZIP_MALFORMED',
    ],
    [
      'a stored file of another size',
      { name: 'Doc_0/long', bytes: Buffer.from('x'), declaredSize: 5 },
      'ZIP_MALFORMED',
    ],
  ])('%s', async (_, entry, code) => {
    expect(await refusal(rawZip([...sound, entry]))).toBe(code);
  });

  it('names in GB 18030, as older Chinese systems write them, are read', async () => {
    const name = Buffer.concat([
      Buffer.from('Doc_0/Res/'),
      Buffer.from([0xd3, 0xa1, 0xd5, 0xc2]),
      Buffer.from('.png'),
    ]);
    const result = await reading({ bytes: rawZip([...sound, { name, bytes: Buffer.from('x'), flags: 0 }]) });
    expect(JSON.stringify(result)).toContain('/Doc_0/Res/印章.png');
  });

  it('bombs: too much in all, too much for its size, too many', async () => {
    const zeros = Buffer.alloc(9 * 1024 * 1024);
    const bomb = { name: 'Doc_0/bomb', bytes: zeros, deflate: true };
    expect(await refusal(rawZip([...sound, bomb]))).toBe('ZIP_BOMB');
    expect(await refusal(rawZip([...sound, { ...bomb, declaredSize: 3_000_000_000 }]))).toBe('ZIP_BOMB');
    const many = Array.from({ length: 40 }, (_, index) => ({
      name: `Doc_0/${index}`,
      bytes: Buffer.alloc(0),
    }));
    expect(await refusal(rawZip([...sound, ...many]), { entries: 40 })).toBe('ZIP_BOMB');
  });

  it('a file that unpacks to more than it declares is damaged, and a protected one counts as changed', async () => {
    const liar = sound.map((entry) =>
      entry.name === 'OFD.xml' ? { ...entry, deflate: true, declaredSize: 10 } : entry,
    );
    expect(await refusal(rawZip(liar))).toBe('ZIP_MALFORMED');
    const lyingPage = sound.map((entry) =>
      entry.name === page ? { ...entry, deflate: true, declaredSize: 10 } : entry,
    );
    const verdict = await verifyOne({ bytes: rawZip(lyingPage) }, trust());
    expect(troubles(verdict)).toEqual(['REFERENCES FAILED REFERENCE_CHANGED']);
  });

  it('a file that unpacks to less than it declares is damaged as well', async () => {
    const liar = sound.map((entry) =>
      entry.name === 'OFD.xml' ? { ...entry, deflate: true, declaredSize: 5_000 } : entry,
    );
    expect(await refusal(rawZip(liar))).toBe('ZIP_MALFORMED');
  });

  it('a package without OFD.xml, and one cut short', async () => {
    expect(await refusal(rawZip([{ name: 'a', bytes: Buffer.from('x') }]))).toBe('FILE_MISSING');
    const whole = rawZip(sound);
    expect(await refusal(whole.subarray(0, whole.length - 30))).toBe('ZIP_MALFORMED');
  });

  it('a file over the limit is not even looked at', async () => {
    expect(await refusal(rawZip(sound), { fileBytes: 100 })).toBe('FILE_TOO_LARGE');
  });
});

describe('XML that plays tricks', () => {
  async function withFile(path: string, xml: string | Buffer) {
    const files = sealedFiles();
    files.set(path, Buffer.from(xml));
    return reading({ bytes: await packageOf(files) }, trust());
  }

  it.each([
    ['a document type', '<!DOCTYPE OFD [<!ENTITY a "b">]><OFD/>', 'XML_ENTITIES'],
    ['an external entity', '<!DOCTYPE OFD SYSTEM "file:///etc/passwd"><OFD/>', 'XML_ENTITIES'],
    ['an entity of its own', '<OFD><DocBody><Signatures>&a;</Signatures></DocBody></OFD>', 'XML_ENTITIES'],
    ['tags that do not close', '<OFD><DocBody></OFD>', 'XML_MALFORMED'],
    ['two roots', '<OFD/><OFD/>', 'XML_MALFORMED'],
    ['nothing at all', '', 'XML_MALFORMED'],
    ['another root', '<Document/>', 'XML_NOT_AS_EXPECTED'],
    [
      'two lists of signatures',
      '<OFD><DocBody><Signatures>a</Signatures><Signatures>b</Signatures></DocBody></OFD>',
      'XML_NOT_AS_EXPECTED',
    ],
    ['deep nesting', `${'<a>'.repeat(200)}${'</a>'.repeat(200)}`, 'XML_MALFORMED'],
    [
      'a list of signatures that leads out',
      '<OFD><DocBody><Signatures>/../../x</Signatures></DocBody></OFD>',
      'ZIP_PATH_UNSAFE',
    ],
    [
      'a list of signatures that is not there',
      '<OFD><DocBody><Signatures>/x</Signatures></DocBody></OFD>',
      'FILE_MISSING',
    ],
  ])('%s', async (_, xml, code) => {
    expect(await withFile('OFD.xml', xml)).toMatchObject({ state: 'REFUSED', problem: { code } });
  });

  it('bytes that are no UTF-8', async () => {
    expect(await withFile('OFD.xml', Buffer.from([0x3c, 0x61, 0xff, 0x2f, 0x3e]))).toMatchObject({
      problem: { code: 'XML_MALFORMED' },
    });
  });

  it('an entry under a misspelt name does not make a signed package an unsigned one', async () => {
    const list = '<Signatures><Sigmature ID="1" BaseLoc="/Doc_0/Signs/Sign_0/Signature.xml"/></Signatures>';
    const result = await withFile('Doc_0/Signs/Signatures.xml', list);
    expect(result).toMatchObject({ state: 'REFUSED', problem: { code: 'XML_NOT_AS_EXPECTED' } });
  });

  it('nor does an entry whose bracket is broken', async () => {
    const list = '<Signatures>=Signature ID="1" BaseLoc="/Doc_0/Signs/Sign_0/Signature.xml"/></Signatures>';
    const result = await withFile('Doc_0/Signs/Signatures.xml', list.replace('"/>', '"/'));
    expect(result).toMatchObject({ state: 'REFUSED', problem: { code: 'XML_NOT_AS_EXPECTED' } });
  });

  it('XML that is larger, or has more tags, than any signature needs', async () => {
    const long = `<OFD>${' '.repeat(1024 * 1024)}</OFD>`;
    expect(await withFile('OFD.xml', long)).toMatchObject({ problem: { code: 'XML_TOO_LARGE' } });
    const many = `<OFD>${'<a/>'.repeat(50_000)}</OFD>`;
    expect(await withFile('OFD.xml', many)).toMatchObject({ problem: { code: 'XML_TOO_LARGE' } });
  });

  it('more signatures than anybody needs', async () => {
    const entries = '<Signature ID="1" BaseLoc="/a"/>'.repeat(65);
    const result = await withFile('Doc_0/Signs/Signatures.xml', `<Signatures>${entries}</Signatures>`);
    expect(result).toMatchObject({ state: 'REFUSED', problem: { code: 'SIGNATURES_TOO_MANY' } });
  });

  it.each([
    ['no SignedInfo', '<Signature/>', 'XML_NOT_AS_EXPECTED'],
    ['two SignedInfo', '<Signature><SignedInfo/><SignedInfo/></Signature>', 'XML_NOT_AS_EXPECTED'],
    ['no SignedValue', '<Signature><SignedInfo/></Signature>', 'XML_NOT_AS_EXPECTED'],
    [
      'a SignedValue that leads out',
      '<Signature><SignedInfo/><SignedValue>/../x</SignedValue></Signature>',
      'XML_NOT_AS_EXPECTED',
    ],
    [
      'a SignedValue that is not there',
      '<Signature><SignedInfo/><SignedValue>x</SignedValue></Signature>',
      'FILE_MISSING',
    ],
  ])('a Signature.xml with %s spoils that signature only', async (_, xml, code) => {
    const result = await withFile('Doc_0/Signs/Sign_0/Signature.xml', xml);
    expect(result).toMatchObject({ state: 'READ', signatures: [{ state: 'UNREADABLE', problem: { code } }] });
  });
});

describe('ASN.1 that is not DER', () => {
  const good = makeSealSignature({ signer, maker, original: Buffer.from('o') });

  it.each<[string, Uint8Array, string]>([
    [
      'an indefinite length',
      Buffer.concat([Buffer.from([0x30, 0x80]), good.subarray(4), Buffer.from([0, 0])]),
      'ASN1_INDEFINITE_LENGTH',
    ],
    ['bytes after the end', Buffer.concat([good, Buffer.from([0])]), 'ASN1_TRAILING_BYTES'],
    ['bytes that are missing', good.subarray(0, good.length - 1), 'ASN1_MALFORMED'],
    [
      'a length with leading zeros',
      Buffer.concat([Buffer.from([0x30, 0x83, 0x00]), good.subarray(2)]),
      'ASN1_MALFORMED',
    ],
    ['a long length for a short value', Buffer.from([0x30, 0x81, 0x03, 0x02, 0x01, 0x01]), 'ASN1_MALFORMED'],
    ['an endless length', Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x00]), 'ASN1_MALFORMED'],
    ['a string in pieces', der.sequence(der.element(0x24, der.octets(Buffer.from('a')))), 'ASN1_MALFORMED'],
    ['a primitive sequence', der.sequence(der.element(0x10, Buffer.from('a'))), 'ASN1_MALFORMED'],
    ['a large tag number', der.sequence(der.element(0x1f, Buffer.from('a'))), 'ASN1_MALFORMED'],
    [
      'deep nesting',
      Array.from({ length: 100 }).reduce<Buffer>((inner) => der.sequence(inner), der.null()),
      'ASN1_TOO_DEEP',
    ],
    ['many elements', der.sequence(...Array.from({ length: 30_000 }, () => der.null())), 'ASN1_TOO_LARGE'],
    ['another structure', der.sequence(der.utf8('hello')), 'ASN1_NOT_AS_EXPECTED'],
    ['nothing', der.sequence(), 'ASN1_NOT_AS_EXPECTED'],
  ])('%s', async (_, bytes, code) => {
    expect(await refusal(bytes)).toBe(code);
  });

  it('what is none of all that', async () => {
    expect(await refusal(Buffer.from('%PDF-1.7'))).toBe('NOT_RECOGNISED');
    expect(await refusal(Buffer.alloc(0))).toBe('NOT_RECOGNISED');
    expect(await refusal(await packageOf(documentFiles([])))).toBe('FILE_MISSING');
  });
});
