import { randomUUID } from 'node:crypto';
import type { AuditService } from '../audit/audit.service.js';
import { chinaDay, type Clock } from '../clock.js';
import { isRegionCode, type LicenceTypeCode, quotable } from '../code/index.js';
import { Fault } from '../errors.js';
import type { RegionService } from '../region/region.service.js';
import type { Database } from '../storage/index.js';
import type {
  AskedMatter,
  Call,
  ConsumerView,
  GrantDraft,
  GrantSubject,
  GrantView,
  Permission,
  Scope,
} from './access.js';
import { AccessGrantEntity } from './access-grant.entity.js';
import { ConsumerEntity } from './consumer.entity.js';
import { openConsumerMemory } from './consumer-memory.service.js';
import { selectConsumers } from './consumer.query.js';
import { demandConsumer, demandScope } from './scope.rules.js';
import { demandSoundGrant, type GrantFacts } from './grant-draft.rules.js';
import { grantExists, selectGrants, selectGrantsOfSubjects, updateRevoked } from './grant.query.js';
import { judgeGrants } from './grant.rules.js';
import { grantEntryOf, grantRowOf } from './grant-record.rules.js';

export type { GrantDraft, Permission } from './access.js';

export interface AccessService {
  consumer(name: string): Promise<ConsumerView | null>;
  consumers(): Promise<readonly ConsumerView[]>;
  register(consumer: ConsumerView): Promise<void>;
  /** Any registered consumer that is active; throws TOKEN_MISSING or CONSUMER_UNKNOWN. */
  demandConsumer(call: Call): ConsumerView;
  /** Such a consumer, with the scope; throws SCOPE_MISSING. */
  demand(call: Call, scope: Scope): ConsumerView;
  /** May this consumer see these subjects for this matter, today? One SQL; same length and order back. */
  permissions(
    consumer: ConsumerView,
    subjects: readonly GrantSubject[],
    matter: AskedMatter,
    now: Date,
  ): Promise<readonly Permission[]>;
  grants(consumer: string | null): Promise<readonly GrantView[]>;
  give(call: Call, draft: GrantDraft): Promise<GrantView>;
  revoke(call: Call, id: string, reason: string): Promise<GrantView>;
}

export interface AccessDeps {
  readonly database: Database;
  readonly audit: AuditService;
  readonly regions: Pick<RegionService, 'byCodes'>;
  /** Licence types are published further up the staircase; a grant needs to know only which fields may be shared. */
  readonly licenceTypes: {
    byCodes(codes: readonly LicenceTypeCode[]): Promise<
      readonly ({
        readonly fields: readonly { readonly name: string; readonly shareable: boolean }[];
      } | null)[]
    >;
  };
  readonly clock: Clock;
}

export function openAccessService(deps: AccessDeps): AccessService {
  const { database, audit, clock } = deps;
  const memory = openConsumerMemory((name) => selectConsumers(database, [name]), clock);

  async function factsOf({ consumer, subject, regions }: GrantDraft): Promise<GrantFacts> {
    const codes = (regions ?? []).filter(isRegionCode);
    const [known, [licenceType], found] = await Promise.all([
      selectConsumers(database, [consumer]),
      subject.kind === 'LICENCE' ? deps.licenceTypes.byCodes([subject.licenceType]) : [null],
      codes.length > 0 ? deps.regions.byCodes(codes) : [],
    ]);
    return {
      consumerKnown: known.length > 0,
      licenceFields: licenceType?.fields ?? null,
      knownRegions: new Set(found.flatMap((region) => (region ? [region.code] : []))),
    };
  }

  return {
    consumer: (name) => memory.consumer(name),

    consumers: () => selectConsumers(database, null),

    async register({ organisation, region, scopes, ...consumer }) {
      await database.transaction(async (tx) => {
        await tx.em.upsert(
          ConsumerEntity,
          {
            ...consumer,
            organisationKey: organisation,
            regionCode: region,
            scopes: [...scopes],
            createdAt: clock(),
          },
          { onConflictExcludeFields: ['createdAt'] },
        );
      });
      memory.forget(consumer.name);
    },

    demandConsumer,

    demand: demandScope,

    async permissions(consumer, subjects, matter, now) {
      const grants = await selectGrantsOfSubjects(database, consumer.name, subjects);
      return judgeGrants(grants, subjects, matter, now);
    },

    grants: (consumer) => selectGrants(database, consumer),

    async give(call, draft) {
      const by = demandScope(call, 'access:write');
      const facts = await factsOf(draft);
      const sound = demandSoundGrant(draft, facts, chinaDay(call.now));
      const grant: GrantView = { ...sound, id: randomUUID(), revokedAt: null };
      await database.transaction(async (tx) => {
        tx.em.create(AccessGrantEntity, grantRowOf(grant, by.name, call.now, draft.reason));
        await tx.em.flush();
        await audit.append(tx, grantEntryOf(call, by.name, 'grantGive', grant), call.now);
      });
      return grant;
    },

    async revoke(call, id, reason) {
      const by = demandScope(call, 'access:write');
      if (!uuid.test(id)) throw new Fault('GRANT_UNKNOWN', { id: quotable(id) });
      if (reason.trim() === '') {
        throw new Fault('GRANT_INVALID', { problem: 'a revocation names its reason / 撤销授权须填写原因' });
      }
      return database.transaction(async (tx) => {
        const grant = await updateRevoked(tx, id, by.name, call.now, reason);
        if (!grant)
          throw new Fault((await grantExists(tx, id)) ? 'GRANT_ALREADY_REVOKED' : 'GRANT_UNKNOWN', { id });
        await audit.append(tx, grantEntryOf(call, by.name, 'grantRevoke', grant), call.now);
        return grant;
      });
    },
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
