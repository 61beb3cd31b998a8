import type { Call, ConsumerView, Permission, Purpose } from '../access/access.js';
import { demandPurpose, recordablePurpose } from '../access/purpose.rules.js';
import { recordingRefusal, type RefusalDeps, type AccessAsk } from '../access/refusal.service.js';
import {
  type Holder,
  type LicenceIdentifier,
  licenceIdentifierParts,
  type LicenceTypeCode,
} from '../code/index.js';
import { Fault } from '../errors.js';
import type { LicenceFieldDefinition } from '../publication/publication.js';
import { gatherByHolder, gatherByIdentifier } from './gather.service.js';
import { disclosedFields } from './least-data.rules.js';
import type { LicenceAnswer } from './licence.js';
import { recordedAnswers } from './licence-record.rules.js';
import { judgeLicence } from './licence.rules.js';
import type { SourceDirectory } from './licence-source.js';
import { permitMatter, type PermitDeps } from './permit-matter.service.js';
import { recordsOf } from './told.js';

export interface LicenceService {
  /** One answer per licence found, and one NOT_FOUND, UNDECIDED or WITHHELD answer for each type with none. */
  licences(
    call: Call,
    request: {
      readonly holder: Holder;
      readonly types: readonly LicenceTypeCode[];
      readonly purpose: Purpose;
      /** Every answer is fetched live as yet, which is younger than any age asked for. */
      readonly maxAge: number | null;
    },
  ): Promise<readonly LicenceAnswer[]>;
  licence(
    call: Call,
    request: {
      readonly identifier: LicenceIdentifier;
      readonly purpose: Purpose;
      readonly maxAge: number | null;
    },
  ): Promise<LicenceAnswer>;
}

export interface LicenceDeps extends RefusalDeps, PermitDeps {
  readonly directory: SourceDirectory;
}

/** For one licence type: what may be given of it for this matter. */
interface TypePermit {
  readonly type: LicenceTypeCode;
  readonly permission: Permission;
  readonly disclosed: readonly LicenceFieldDefinition[];
}

const mostTypes = 50;

export function openLicenceService(deps: LicenceDeps): LicenceService {
  const { access, audit, database, directory } = deps;

  async function permit(
    call: Call,
    purpose: Purpose,
    holder: Holder | null,
    types: readonly LicenceTypeCode[],
  ): Promise<{ readonly consumer: ConsumerView; readonly permits: readonly TypePermit[] }> {
    const asked = { matter: purpose.matter, holder };
    const { consumer, publication, matter } = await permitMatter(deps, call, 'licence:read', purpose, asked);
    if (types.length > mostTypes)
      throw new Fault('TOO_MANY_ASKED', { most: mostTypes, what: 'licence types / 证照类型' });
    const subjects = types.map((licenceType) => ({ kind: 'LICENCE' as const, licenceType }));
    const permissions = await access.permissions(consumer, subjects, matter, call.now);
    const permits = types.map((type, index) => {
      const permission = permissions[index];
      if (!permission) throw new Error('access gave fewer permissions than subjects');
      return {
        type,
        permission,
        disclosed: disclosedFields(publication.document, type, permission),
      };
    });
    return { consumer, permits };
  }

  /** Called after every outside call has ended; an answer whose row cannot be written is not given. */
  async function record(
    call: Call,
    consumer: ConsumerView,
    { operation, purpose, holder }: AccessAsk,
    types: readonly LicenceTypeCode[],
    answers: readonly LicenceAnswer[],
  ): Promise<void> {
    await database.transaction((tx) =>
      audit.append(
        tx,
        {
          consumer: consumer.name,
          operation,
          subject: holder && audit.subjectOf(holder),
          ...recordablePurpose(purpose, holder),
          ...recordedAnswers(types, answers),
          traceId: call.traceId,
        },
        call.now,
      ),
    );
  }

  return {
    async licences(call, { holder, types: asked, purpose }) {
      const types = [...new Set(asked)];
      const ask = { operation: 'licences', purpose, holder, detail: { types: types.slice(0, mostTypes) } };
      const { consumer, permits } = await recordingRefusal(deps, call, ask, () =>
        permit(call, purpose, holder, types),
      );

      const allowed = permits.filter(({ permission }) => permission.allowed);
      const told = await gatherByHolder(
        directory,
        allowed.map(({ type }) => ({ holder, type, purpose })),
        call,
      );

      const answers = permits
        .map((each) => ({ ...each, holder, identifier: null, told: told[allowed.indexOf(each)] ?? [] }))
        .flatMap((question) => judgeLicence(question, call.now))
        .map(({ answer }) => answer);

      await record(call, consumer, ask, types, answers);
      return answers;
    },

    async licence(call, { identifier, purpose }) {
      const { type } = licenceIdentifierParts(identifier);
      const ask = { operation: 'licence', purpose, holder: null, detail: { types: [type] } };
      const { consumer, permits } = await recordingRefusal(deps, call, ask, () =>
        permit(call, purpose, null, [type]),
      );
      const [permitted] = permits;
      if (!permitted) throw new Error('one type asked, no permit came back');

      const asks = permitted.permission.allowed ? [{ identifier, purpose }] : [];
      const [told = []] = await gatherByIdentifier(directory, asks, call);

      const [judged] = judgeLicence(
        { ...permitted, holder: null, identifier, told: recordsOf(told) },
        call.now,
      );
      if (!judged) throw new Error('a question was left without an answer');
      // Only now is it known whose licence it is: the case number must not turn out to be the holder's number.
      const known = { ...ask, holder: judged.holder };
      await recordingRefusal(deps, call, known, () =>
        Promise.resolve(
          demandPurpose(purpose, { matter: purpose.matter, holder: judged.holder }, deps.caseNumbers),
        ),
      );

      await record(call, consumer, known, [type], [judged.answer]);
      return judged.answer;
    },
  };
}
