import { parseCertificate, type ParsedCertificate } from './certificate.js';
import { parseRevocationList, speaksFor, type ParsedRevocationList } from './revocation-list.js';
import { checkWith } from './check-with.js';
import type { RevocationFacts, TrustMaterial } from '../../catalog/ports.js';

/** The trust settings made ready for checking paths; parsed once for each epoch. */
export class TrustStore {
  readonly epoch: string;
  readonly signers: readonly ParsedCertificate[];
  private readonly anchors: readonly ParsedCertificate[];
  private readonly intermediates: readonly ParsedCertificate[];
  private readonly anchorDigests: ReadonlySet<string>;
  private readonly lists = new Map<string, ParsedRevocationList[]>();
  private readonly checkedLists = new Map<ParsedRevocationList, Map<string, boolean>>();

  constructor({ epoch, anchors, intermediates, signers, revocationLists }: TrustMaterial) {
    this.epoch = epoch;
    this.anchors = anchors.map(({ der }) => parseCertificate(der));
    this.intermediates = intermediates.map(({ der }) => parseCertificate(der));
    this.anchorDigests = new Set(this.anchors.map(({ view }) => view.digest));
    // A leaf put in as an anchor is a signer trusted by itself.
    const leaves = this.anchors.filter(({ view }) => view.isAuthority === false);
    this.signers = [...signers.map(({ der }) => parseCertificate(der)), ...leaves];
    for (const { der } of revocationLists) this.addList(der);
  }

  isAnchor({ view }: ParsedCertificate): boolean {
    return this.anchorDigests.has(view.digest);
  }

  anchorsNamed(subjectKey: string): readonly ParsedCertificate[] {
    return this.anchors.filter((anchor) => anchor.subjectKey === subjectKey);
  }

  intermediatesNamed(subjectKey: string): readonly ParsedCertificate[] {
    return this.intermediates.filter((intermediate) => intermediate.subjectKey === subjectKey);
  }

  revocationOf(certificate: ParsedCertificate, issuer: ParsedCertificate | null): RevocationFacts {
    const concerned = (this.lists.get(certificate.issuerKey) ?? []).filter((list) =>
      speaksFor(list, certificate),
    );
    if (issuer === null || concerned.length === 0) return { state: 'NO_LIST' };
    const sound = concerned
      .filter((list) => this.isSound(list, issuer))
      .sort((one, other) => other.thisUpdate.getTime() - one.thisUpdate.getTime());
    const [newest] = sound;
    if (newest === undefined) return { state: 'LIST_UNSOUND' };
    const entry = sound
      .map((list) => list.revoked.get(certificate.view.serial))
      .find((found) => found !== undefined);
    // A hold can be lifted: then a newer list is silent. A revocation stays, even when the list drops expired certificates.
    const lifted = entry?.cause === 'HOLD' && !newest.revoked.has(certificate.view.serial);
    if (entry !== undefined && !lifted) return { state: 'LISTED', ...entry };
    return { state: 'NOT_LISTED', thisUpdate: newest.thisUpdate, nextUpdate: newest.nextUpdate };
  }

  /** Signed by the issuer, who must be allowed to sign lists; a root trusted by hand is not asked about that. */
  private isSound(list: ParsedRevocationList, issuer: ParsedCertificate): boolean {
    const checked = this.checkedLists.get(list) ?? new Map<string, boolean>();
    this.checkedLists.set(list, checked);
    const known = checked.get(issuer.view.digest);
    if (known !== undefined) return known;
    const may =
      this.isAnchor(issuer) || issuer.view.keyUsage === null || issuer.view.keyUsage.includes('cRLSign');
    const sound = may && list.sm2Signed && checkWith(issuer, list.signed, list.signature) === 'HOLDS';
    checked.set(issuer.view.digest, sound);
    return sound;
  }

  private addList(der: Uint8Array): void {
    const list = parseRevocationList(der);
    const ofIssuer = this.lists.get(list.issuerKey) ?? [];
    this.lists.set(list.issuerKey, [...ofIssuer, list]);
  }
}
