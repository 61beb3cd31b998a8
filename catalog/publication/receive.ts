import type { ChangeDraft, Stored } from '../change/change.js';
import { matterCodeParts, regionPathOf, type BaseCode } from '../code/index.js';
import { shareCatalogue } from '../matter/matter.query.js';
import type { MatterDraft } from '../matter/matter.js';
import type { MatterService, StoreOutcome } from '../matter/matter.service.js';
import type { OwnElements } from '../matter/element.js';
import type { Transaction } from '../storage/index.js';
import type { PublicationCache } from './publication-cache.js';
import type { MatterDocument } from './publication.js';
import { gather, lockMatters, notifyPublished, writeEditions, type Edition } from './publish.query.js';

/** What a peer published, word for word, and the digest that it gave. */
export interface Received {
  readonly document: MatterDocument;
  readonly digest: string;
}

export type ReceiveOutcome = StoreOutcome | 'OLDER';

/**
 * Takes over what a peer published, unaltered, so that both sides have the same digest. An older version than the one in
 * force is left alone. One key may stand only once in a call. The caller appends the changes as its last step.
 */
export async function receive(
  deps: { readonly matters: Pick<MatterService, 'storeMatters'>; readonly cache: PublicationCache },
  tx: Transaction,
  received: readonly Received[],
  by: string,
  now: Date,
): Promise<Stored<ReceiveOutcome>> {
  const keys = received.map(({ document }) => document.key);
  await shareCatalogue(tx);
  await lockMatters(tx, [...keys].sort());
  const current = new Map((await gather(tx, keys)).map((one) => [one.parts.record.key, one.current]));
  const outcomes = received.map(({ document, digest }): ReceiveOutcome => {
    const known = current.get(document.key);
    if (known?.digest === digest) return 'UNCHANGED';
    return known && known.version >= document.version ? 'OLDER' : 'IMPORTED';
  });
  const fresh = received.filter((_, at) => outcomes[at] === 'IMPORTED');
  if (fresh.length === 0) return { outcomes, changes: [] };

  await deps.matters.storeMatters(
    tx,
    fresh.map(({ document }) => draftOf(document)),
    now,
  );
  const editions = fresh.map(editionOf);
  await writeEditions(tx, editions, by, now);
  const written = editions.map(({ document }) => document.key);
  const suspension = deps.cache.suspend(written);
  tx.afterEnd(() => suspension.resume());
  await notifyPublished(tx, written);
  return { outcomes, changes: editions.map(changeOf) };
}

/** The peer's compiled document, taken apart again: what its matter owns is ours to store, what it inherits is not. */
function draftOf(document: MatterDocument): MatterDraft {
  const own = Object.entries(document.elements).filter(
    ([name]) => document.origins[name as keyof OwnElements] !== 'BASE',
  );
  return {
    key: document.key,
    code: document.code,
    localCode: document.localCode,
    baseCode: baseCodeOf(document),
    organisation: document.organisation.key,
    region: document.region?.code ?? null,
    level: document.level,
    type: document.type,
    name: document.name,
    elements: Object.fromEntries(own),
    handlingItems: document.handlingItems.map(({ item, name, elements }) => ({ item, name, elements })),
    source: document.source,
  };
}

function editionOf({ document, digest }: Received): Edition {
  return {
    document,
    digest,
    baseCode: baseCodeOf(document),
    regionPath: document.region && regionPathOf(document.region.lineage),
    licenceTypes: Object.keys(document.licenceTypes),
  };
}

function changeOf({ document, regionPath }: Edition): ChangeDraft {
  return { kind: 'MATTER', key: document.key, version: document.version, document, regionPath };
}

/** A matter whose base matter its own gateway did not have still carries the base code in its matter code. */
function baseCodeOf({ baseMatter, code }: MatterDocument): BaseCode | null {
  return baseMatter?.code ?? (code && matterCodeParts(code).baseCode);
}
