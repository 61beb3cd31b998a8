import { trustOf } from '../../../connectors/seal/index.js';
import { issue, type CertificateWish, type Holder } from './certificate-maker.js';
import type { TrustPolicy, TrustSettings } from '../../../catalog/seal/index.js';
import { strictPolicy } from '../../../catalog/seal/index.js';

/** Everybody who plays in the tests. All invented; the keys follow from the names. */
export const root = issue({
  name: '虚构根证书',
  from: new Date('2020-01-01T00:00:00Z'),
  until: new Date('2040-01-01T00:00:00Z'),
});
export const authority = issue(
  { name: '虚构运营CA', authority: true, pathLength: 0, until: new Date('2035-01-01T00:00:00Z') },
  root,
);
export const maker = issue({ name: '虚构印章制作系统', organisation: '虚构市公安局' }, authority);
export const signer = issue({ name: '虚构市审批局', organisation: '虚构市审批局' }, authority);
export const otherSigner = issue({ name: '虚构市住建局', organisation: '虚构市住建局' }, authority);
export const stampAuthority = issue(
  { name: '虚构时间戳服务', extendedKeyUsage: ['1.3.6.1.5.5.7.3.8'] },
  authority,
);

/** The time of asking: half a year before everything ends. */
export const now = new Date('2026-06-01T00:00:00Z');

export interface TrustWish {
  readonly anchors?: readonly Holder[];
  readonly intermediates?: readonly Holder[];
  readonly signers?: readonly Holder[];
  readonly lists?: readonly Uint8Array[];
  readonly policy?: Partial<TrustPolicy>;
}

export function trust({
  anchors = [root],
  intermediates = [authority],
  signers = [],
  lists = [],
  policy,
}: TrustWish = {}): TrustSettings {
  const named = (holders: readonly Holder[]) =>
    holders.map(({ name, certificate }) => ({ name, bytes: certificate }));
  return trustOf({
    anchors: named(anchors),
    intermediates: named(intermediates),
    signers: named(signers),
    revocationLists: lists.map((bytes) => ({ name: 'a list', bytes })),
    policy: { ...strictPolicy, ...policy },
  });
}

export function signerWith(wish: Partial<CertificateWish>, issuer: Holder = authority): Holder {
  return issue({ name: '虚构市交通局', ...wish }, issuer);
}
