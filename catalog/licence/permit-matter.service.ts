import type { AccessService } from '../access/access.service.js';
import type { AskedMatter, Call, ConsumerView, Purpose, Scope } from '../access/access.js';
import { demandPurpose } from '../access/purpose.rules.js';
import type { CaseNumberSettings, Holder, MatterCode } from '../code/index.js';
import { Fault } from '../errors.js';
import type { Publication } from '../publication/publication.js';
import type { PublicationService } from '../publication/publication.service.js';

export interface PermitDeps {
  readonly access: Pick<AccessService, 'demand' | 'permissions'>;
  readonly publications: Pick<PublicationService, 'byCodes'>;
  readonly caseNumbers?: CaseNumberSettings;
}

export interface MatterPermit {
  readonly consumer: ConsumerView;
  readonly publication: Publication;
  readonly matter: AskedMatter;
}

/** Before any datum: may this caller ask such questions, is the purpose one, and is its matter in force? */
export async function permitMatter(
  { access, publications, caseNumbers }: PermitDeps,
  call: Call,
  scope: Scope,
  purpose: Purpose,
  asked: { readonly matter: MatterCode; readonly holder: Holder | null },
): Promise<MatterPermit> {
  const consumer = access.demand(call, scope);
  demandPurpose(purpose, asked, caseNumbers);
  const [publication] = await publications.byCodes([asked.matter]);
  if (!publication) throw new Fault('MATTER_UNKNOWN', { matter: asked.matter });
  const lineage = publication.document.region?.lineage ?? null;
  return { consumer, publication, matter: { code: asked.matter, lineage } };
}
