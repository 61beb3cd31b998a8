import type { Call } from '../access/access.js';
import { recordablePurpose } from '../access/purpose.rules.js';
import { recordingRefusal, type RefusalDeps } from '../access/refusal.service.js';
import { gatherByHolder, gatherChecks } from '../licence/gather.service.js';
import type { SourceDirectory } from '../licence/licence-source.js';
import { permitMatter, type PermitDeps } from '../licence/permit-matter.service.js';
import type { Exemption, ExemptionRequest } from './evidence.js';
import { type EvidencePlan, planEvidence, subjectsOf } from './evidence-plan.rules.js';
import { recordedDecisions } from './evidence-record.rules.js';
import { judgeMaterials, toSubmitOf } from './evidence.rules.js';
import { type EvidenceFacts, verdictsOf } from './evidence-verdict.rules.js';
import { neededMaterials } from './needed-materials.rules.js';

export interface EvidenceService {
  /** For this matter, this holder, now: what must still be handed in? Throws when the question cannot be asked. */
  resolve(call: Call, request: ExemptionRequest): Promise<Exemption>;
}

export interface EvidenceDeps extends RefusalDeps, PermitDeps {
  readonly directory: SourceDirectory;
}

export function openEvidenceService(deps: EvidenceDeps): EvidenceService {
  const { access, audit, database, directory } = deps;

  async function permit(call: Call, request: ExemptionRequest) {
    const permitted = await permitMatter(deps, call, 'exemption:resolve', request.purpose, request);
    const { consumer, matter, publication } = permitted;
    const needed = neededMaterials(publication, request);
    const plan = planEvidence(needed.materials);
    const permissions = await access.permissions(consumer, subjectsOf(plan), matter, call.now);
    return { consumer, document: publication.document, needed, plan, permissions };
  }

  /** What no grant allows is not asked; its row stays empty. */
  async function gather(
    call: Call,
    { holder, purpose }: ExemptionRequest,
    plan: EvidencePlan,
    permissions: EvidenceFacts['permissions'],
  ): Promise<EvidenceFacts> {
    const typed = plan.licenceTypes.map((type, index) => ({
      type,
      allowed: permissions[index]?.allowed === true,
    }));
    const checked = plan.checks.map((check, index) => ({
      check,
      allowed: permissions[plan.licenceTypes.length + index]?.allowed === true,
    }));
    const types = typed.filter(({ allowed }) => allowed);
    const checks = checked.filter(({ allowed }) => allowed);
    const [licencesTold, checksTold] = await Promise.all([
      gatherByHolder(
        directory,
        types.map(({ type }) => ({ holder, type, purpose })),
        call,
      ),
      gatherChecks(
        directory,
        checks.map(({ check }) => ({ check, holder, purpose })),
        call,
      ),
    ]);
    return {
      plan,
      permissions,
      licences: typed.map((each) => licencesTold[types.indexOf(each)] ?? []),
      checks: checked.map((each) => checksTold[checks.indexOf(each)] ?? []),
    };
  }

  return {
    async resolve(call, request) {
      const { holder, purpose } = request;
      const ask = { operation: 'exemptionResolve', purpose, holder, detail: {} };
      const { consumer, document, needed, plan, permissions } = await recordingRefusal(deps, call, ask, () =>
        permit(call, request),
      );

      const facts = await gather(call, request, plan, permissions);

      const verdicts = verdictsOf(facts, holder, call.now);
      const titles = new Map(
        Object.values(document.licenceTypes).map((type) => [type.code as string, type.name ?? type.code]),
      );
      const contacts = new Map(directory.list().map((source) => [source.name, source]));
      const decisions = judgeMaterials(needed.materials, { verdicts, titles, contacts });

      await database.transaction((tx) =>
        audit.append(
          tx,
          {
            consumer: consumer.name,
            operation: 'exemptionResolve',
            subject: audit.subjectOf(holder),
            ...recordablePurpose(purpose, holder),
            ...recordedDecisions(verdicts, decisions),
            traceId: call.traceId,
          },
          call.now,
        ),
      );
      return {
        matter: request.matter,
        matterVersion: document.version,
        decidedAt: call.now,
        materials: decisions,
        toSubmit: toSubmitOf(decisions),
        openQuestions: needed.openQuestions,
      };
    },
  };
}
