import { openAccessService } from '../../catalog/access/access.service.js';
import type { Call } from '../../catalog/access/access.js';
import { openAuditService } from '../../catalog/audit/audit.service.js';
import type { AuditService } from '../../catalog/audit/audit.service.js';
import type { AuditEntryView } from '../../catalog/audit/audit.js';
import { openEvidenceService } from '../../catalog/evidence/evidence.service.js';
import {
  type ConsumerView,
  type GrantDraft,
  type LicenceTypeView,
  type MatterCode,
  type OwnElements,
  scopes,
  type SourceDirectory,
} from '../../catalog/index.js';
import { openLicenceService } from '../../catalog/licence/licence.service.js';
import {
  businessLicence,
  callOf,
  department,
  identityCard,
  licenceTypeOf,
  purpose,
  titleDeed,
} from '../support/sample-case.js';
import { directoryOf } from '../support/source-double.js';
import { freshDatabase } from '../support/fresh-database.js';
import { bases, matter, openGround, places } from './catalogue-ground.js';

export const administrator: ConsumerView = {
  ...department,
  name: 'admin-test',
  title: '测试管理员',
  kind: 'ADMINISTRATOR',
  scopes,
};

/** Licence types that grants may be given for; a name with a mark is a field that may not be shared. */
export const licenceTypes: readonly LicenceTypeView[] = [
  licenceTypeOf(identityCard, ['name', 'holderName']),
  licenceTypeOf(businessLicence, ['name', 'address', '!phone']),
  licenceTypeOf(titleDeed, []),
];

/** The services of this side of the house on a real database, with one published matter. Sources are doubles. */
export async function openTrust(
  elements: OwnElements,
  change: { audit?: (real: AuditService) => AuditService } = {},
) {
  const statements: string[] = [];
  const fresh = await freshDatabase((text) => statements.push(text));
  const { database } = fresh;
  const ground = await openGround(database);
  const clock = () => ground.time.now;
  ground.time.now = callOf().now;
  const real = openAuditService({ database, auditKey: Buffer.alloc(32, 1) });
  const audit = change.audit?.(real) ?? real;
  const access = openAccessService({
    database,
    audit: real,
    regions: ground.regions,
    licenceTypes: ground.licenceTypes,
    clock,
  });

  await database.transaction((tx) => ground.licenceTypes.store(tx, licenceTypes, 'test'));
  const draft = matter(places.county, bases.restaurant, { elements, baseCode: null, handlingItems: [] });
  await ground.publish(draft);
  const code = draft.code as MatterCode;
  await access.register(department);
  await access.register(administrator);

  let directory = directoryOf([]);
  const sources: SourceDirectory = {
    licenceSources: () => directory.licenceSources(),
    dataCheckSources: () => directory.dataCheckSources(),
    list: () => directory.list(),
  };
  const deps = { database, access, audit, publications: ground.publications, directory: sources };

  return {
    ...{ ground, database, access, audit: real, statements, matterCode: code },
    licences: openLicenceService(deps),
    evidence: openEvidenceService(deps),
    purpose: { ...purpose, matter: code, caseNumber: `${code}202611210001` },
    connect: (connected: SourceDirectory) => (directory = connected),
    call: (other: Partial<Call> = {}) => callOf({ now: clock(), ...other }),

    /** A grant for everything that is not said otherwise. */
    give(subject: GrantDraft['subject'], other: Partial<GrantDraft> = {}) {
      const grant = { consumer: department.name, matters: null, regions: null, fields: [] };
      const dates = { validFrom: '2026-01-01', validUntil: null, reason: null };
      return access.give(callOf({ consumer: administrator, now: clock() }), {
        ...grant,
        ...dates,
        subject,
        ...other,
      });
    },

    /** The record since the last look, oldest first, without the giving of grants. */
    async recorded(): Promise<readonly AuditEntryView[]> {
      const { items } = await real.page({}, { first: 200, after: null });
      return items
        .map(({ node }) => node)
        .filter(({ operation }) => !operation.startsWith('grant'))
        .reverse();
    },

    /** The statements of one walk; the first reading of the matter's document is done before. */
    async traced<Answer>(walk: () => Promise<Answer>): Promise<{ answer: Answer; sql: readonly string[] }> {
      await ground.publications.byCodes([code]);
      statements.length = 0;
      const answer = await walk();
      return { answer, sql: statements.map(openingOf) };
    },

    drop: () => fresh.drop(),
  };
}

export type Trust = Awaited<ReturnType<typeof openTrust>>;

/** What a statement does, in its first words; one that begins with a `with` is named by what it inserts. */
function openingOf(text: string): string {
  const words = (/insert into \w+/.exec(text)?.[0] ?? text).trim().split(/\s+/);
  return words.slice(0, 3).join(' ');
}
