import type {
  CertificatePath,
  CertificateView,
  SealFacts,
  SealImprint,
  TimeStampFacts,
} from '../../../catalog/seal/index.js';

/** Facts as a reader brings them for a sound seal, to be spoilt one at a time. */
export const certificate: CertificateView = {
  subject: 'C=CN, CN=虚构市审批局',
  name: '虚构市审批局',
  organisation: '虚构市审批局',
  issuer: 'C=CN, CN=虚构根证书',
  serial: '01',
  notBefore: new Date('2024-01-01T00:00:00Z'),
  notAfter: new Date('2029-01-01T00:00:00Z'),
  digest: 'aa',
  keyUsage: ['digitalSignature'],
  extendedKeyUsage: null,
  isAuthority: false,
  pathLength: null,
  unknownCritical: [],
};

const root: CertificateView = {
  ...certificate,
  subject: 'C=CN, CN=虚构根证书',
  name: '虚构根证书',
  isAuthority: true,
  keyUsage: ['keyCertSign'],
};

export const path: CertificatePath = {
  links: [
    {
      certificate,
      signature: 'HOLDS',
      anchor: false,
      revocation: {
        state: 'NOT_LISTED',
        thisUpdate: new Date('2026-05-30T00:00:00Z'),
        nextUpdate: new Date('2026-06-30T00:00:00Z'),
      },
    },
    { certificate: root, signature: 'HOLDS', anchor: true, revocation: { state: 'NO_LIST' } },
  ],
  anchored: true,
};

export const imprint: SealImprint = {
  standard: 'GB/T 38540-2020',
  version: 4,
  id: '44090000000001',
  name: '虚构市审批局（测试章）',
  type: 3,
  vendor: 'TESTCA',
  createdAt: new Date('2025-01-02T02:00:00Z'),
  validFrom: new Date('2025-01-02T02:00:00Z'),
  validUntil: new Date('2028-01-02T02:00:00Z'),
  picture: { type: 'PNG', widthMm: 40, heightMm: 40, bytes: 9 },
  makerSignature: 'HOLDS',
  maker: path,
};

export const timeStamp: TimeStampFacts = {
  over: 'SIGNATURE',
  state: 'READ',
  time: new Date('2026-03-04T05:10:00Z'),
  signature: 'HOLDS',
  imprint: 'MATCHES',
  authority: {
    ...path,
    links: [
      { ...path.links[0], certificate: { ...certificate, extendedKeyUsage: ['1.3.6.1.5.5.7.3.8'] } },
      ...path.links.slice(1),
    ],
  },
};

export const facts: SealFacts = {
  state: 'READABLE',
  id: 's1',
  kind: 'SEAL',
  form: 'SEAL_SIGNATURE',
  signedAt: new Date('2026-03-04T05:06:07Z'),
  signatureValue: 'HOLDS',
  signer: path,
  listed: 'SAME_BYTES',
  seal: imprint,
  original: { state: 'MATCHES', name: '/Doc_0/Signs/Sign_0/Signature.xml' },
  references: { state: 'CHECKED', count: 5, broken: [], listChange: null, uncovered: [] },
  embeddedSeal: 'EQUAL',
  stamps: [],
  criticalExtensions: [],
};
