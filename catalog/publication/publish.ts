import type { ChangeService } from '../change/change.service.js';
import type { ChangeDraft } from '../change/change.js';
import { Fault } from '../errors.js';
import { shareCatalogue } from '../matter/matter.query.js';
import type { MatterKey } from '../matter/matter.js';
import { digestOf, type Transaction } from '../storage/index.js';
import { compileDocument, licenceTypesNamedBy } from './document.rules.js';
import { licenceTypesByCode } from './licence-type.query.js';
import type { PublicationCache } from './publication-cache.js';
import {
  type Edition,
  gather,
  type Gathered,
  lockMatters,
  notifyPublished,
  writeEditions,
} from './publish.query.js';

/** Documents compiled at a time: bounds memory, not a transaction. */
const PIECE = 500;

export interface PublishResult {
  readonly published: number;
  readonly unchanged: number;
}

/**
 * Compiles and publishes; the finishing step of a transaction, because the changes are appended last, under a lock that all
 * writers share until this transaction ends.
 */
export async function publish(
  deps: { readonly changes: ChangeService; readonly cache: PublicationCache },
  tx: Transaction,
  asked: readonly MatterKey[],
  by: string,
  now: Date,
  alongside: readonly ChangeDraft[],
): Promise<PublishResult> {
  const keys = [...new Set(asked)].sort();
  await shareCatalogue(tx);
  const stored = await lockMatters(tx, keys);
  const unknown = keys.find((key) => !stored.has(key));
  if (unknown !== undefined) throw new Fault('MATTER_NOT_STORED', { matter: unknown });

  const changes: ChangeDraft[] = [];
  for (let start = 0; start < keys.length; start += PIECE) {
    const editions = await compile(tx, await gather(tx, keys.slice(start, start + PIECE)));
    if (editions.length === 0) continue;
    await writeEditions(tx, editions, by, now);
    changes.push(...editions.map(changeOf));
  }
  const published = changes.map(({ key }) => key as MatterKey);
  if (published.length > 0) {
    const suspension = deps.cache.suspend(published);
    tx.afterEnd(() => suspension.resume());
    await notifyPublished(tx, published);
  }
  await deps.changes.append(tx, [...alongside, ...changes]);
  return { published: published.length, unchanged: keys.length - published.length };
}

/** What differs from what is in force. The version is part of the document, so it is compared as if nothing had changed. */
async function compile(tx: Transaction, gathered: readonly Gathered[]): Promise<readonly Edition[]> {
  const named = gathered.map(({ parts }) => licenceTypesNamedBy(parts));
  const licenceTypes = await licenceTypesByCode(tx, [...new Set(named.flat())]);
  return gathered.flatMap(({ parts, regionPath, current }, at): Edition[] => {
    if (current && digestOf(compileDocument(parts, licenceTypes, current.version)) === current.digest)
      return [];
    const document = compileDocument(parts, licenceTypes, (current?.version ?? 0) + 1);
    const { baseCode } = parts.record;
    return [{ document, digest: digestOf(document), baseCode, regionPath, licenceTypes: named[at] ?? [] }];
  });
}

function changeOf({ document, regionPath }: Edition): ChangeDraft {
  return { kind: 'MATTER', key: document.key, version: document.version, document, regionPath };
}
