import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTrust, sealFileAt, TrustFileUnusable } from '../../../connectors/seal/index.js';
import { authority, pem, revocationList, root } from '../../support/seal-ca/index.js';

let folder: string;
const list = revocationList(authority, { thisUpdate: new Date('2026-05-30T00:00:00Z') });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seal-trust-'));
  await writeFile(
    join(folder, 'both.pem'),
    `# two\n${pem('CERTIFICATE', root.certificate)}${pem('CERTIFICATE', authority.certificate)}`,
  );
  await writeFile(join(folder, 'root.der'), root.certificate);
  await writeFile(join(folder, 'list.crl'), pem('X509 CRL', list));
  await writeFile(join(folder, 'other.pem'), pem('PRIVATE KEY', Buffer.from('x')));
  await writeFile(join(folder, 'broken.pem'), pem('CERTIFICATE', root.certificate.subarray(0, 100)));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('trust settings from files', () => {
  it('read PEM with several certificates, DER, and revocation lists', async () => {
    const settings = await readTrust(
      [join(folder, 'both.pem'), join(folder, 'root.der')],
      [join(folder, 'list.crl')],
    );
    expect(settings.anchors.map(({ subject }) => subject)).toEqual([
      'C=CN, CN=虚构根证书',
      'C=CN, CN=虚构运营CA',
      'C=CN, CN=虚构根证书',
    ]);
    expect(settings.revocationLists).toHaveLength(1);
    expect(settings.policy).toEqual({ revocation: 'IF_KNOWN', coverage: 'REQUIRED', clockSkewSeconds: 300 });
  });

  it('have another epoch when anything that is trusted changes, and only then', async () => {
    const pemFile = join(folder, 'both.pem');
    const one = await readTrust([pemFile], []);
    expect((await readTrust([pemFile], [], { policy: { revocation: 'REQUIRED' } })).epoch).toBe(one.epoch);
    expect((await readTrust([pemFile], [join(folder, 'list.crl')])).epoch).not.toBe(one.epoch);
    expect((await readTrust([join(folder, 'root.der')], [])).epoch).not.toBe(one.epoch);
    expect((await readTrust([], [], { intermediates: [pemFile] })).epoch).not.toBe(one.epoch);
  });

  it.each(['other.pem', 'broken.pem', 'absent.pem', 'list.crl'])(
    'refuse %s instead of trusting nobody in silence',
    async (name) => {
      await expect(readTrust([join(folder, name)], [])).rejects.toThrow(TrustFileUnusable);
    },
  );
});

describe('a file from disk', () => {
  it('brings the Signature.xml beside it, if it is a signature without its package', async () => {
    await writeFile(join(folder, 'SignedValue.dat'), Buffer.from([0x30, 0x00]));
    await writeFile(join(folder, 'package.ofd'), Buffer.from('PK'));
    expect((await sealFileAt(join(folder, 'SignedValue.dat'))).original).toBeUndefined();
    await writeFile(join(folder, 'Signature.xml'), '<Signature/>');
    const detached = await sealFileAt(join(folder, 'SignedValue.dat'));
    expect(detached).toMatchObject({ name: 'SignedValue.dat', original: { name: 'Signature.xml' } });
    expect((await sealFileAt(join(folder, 'package.ofd'))).original).toBeUndefined();
    const given = await sealFileAt(join(folder, 'SignedValue.dat'), join(folder, 'root.der'));
    expect(given.original?.name).toBe('root.der');
  });

  it('that is too large is not read to its end', async () => {
    await writeFile(join(folder, 'large'), Buffer.alloc(21 * 1024 * 1024));
    expect((await sealFileAt(join(folder, 'large'))).bytes.length).toBe(20 * 1024 * 1024 + 1);
  });

  it('that is not there is an error of the caller', async () => {
    await expect(sealFileAt(join(folder, 'absent'))).rejects.toThrow(/ENOENT/);
  });
});
