import { LockMode, OptimisticLockError } from '@mikro-orm/postgresql';
import { Fault } from '../errors.js';
import type { Transaction } from '../storage/index.js';
import { matterDigest } from './content.rules.js';
import { HandlingItemEntity, MatterEntity } from './matter.entity.js';
import { readRecords, shareCatalogue } from './matter.query.js';
import type { MatterAmendment, MatterKey, MatterRecord } from './matter.js';

/**
 * One person's edit of one matter. Whoever saves says which version was read: if another was saved meanwhile, nothing is
 * written and VERSION_STALE says so. An edit that changes nothing makes no version.
 */
export async function amendMatter(
  tx: Transaction,
  key: MatterKey,
  versionRead: number,
  amendment: MatterAmendment,
  now: Date,
): Promise<MatterRecord> {
  await shareCatalogue(tx);
  const [stored] = await readRecords(tx, [key]);
  if (!stored) throw new Fault('MATTER_NOT_STORED', { matter: key });
  const amended: MatterRecord = { ...stored, ...amendment };
  const digest = matterDigest(amended);
  if (stored.version === versionRead && digest === matterDigest(stored)) return stored;
  try {
    const matter = await tx.em.findOneOrFail(MatterEntity, key, {
      populate: ['handlingItems'],
      refresh: true,
    });
    await tx.em.lock(matter, LockMode.OPTIMISTIC, versionRead);
    const { name, localCode, type, elements } = amended;
    tx.em.assign(matter, { name, localCode, type, elements, digest, updatedAt: now });
    matter.handlingItems.removeAll();
    await tx.em.flush();
    for (const item of amended.handlingItems) tx.em.create(HandlingItemEntity, { matter, ...item });
    await tx.em.flush();
  } catch (error) {
    if (error instanceof OptimisticLockError)
      throw new Fault('VERSION_STALE', { subject: key }, { cause: error });
    throw error;
  }
  const [written] = await readRecords(tx, [key]);
  if (!written) throw new Fault('VERSION_STALE', { subject: key });
  return written;
}
