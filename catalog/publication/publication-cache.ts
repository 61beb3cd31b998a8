import { LRUCache } from 'lru-cache';
import type { MatterKey } from '../matter/matter.js';
import type { Publication } from './publication.js';

/** One read of the database on its way; what was dropped meanwhile is not put into memory by it. */
export interface PublicationReading {
  end(read: readonly (readonly [MatterKey, Publication])[]): void;
}

/**
 * Current publications in memory. Told of every publication, by this process and by others, it holds nothing that has been
 * replaced; while it cannot be told, it holds nothing at all. Three ways lead to a stale entry, and each is closed:
 * another process publishes (`drop`), this process publishes but has not committed (`suspend`), and a read that began
 * before a publication ends after it (`PublicationReading`).
 */
export interface PublicationCache {
  find(key: MatterKey): Publication | undefined;
  beginReading(): PublicationReading;
  /** From now on notices arrive. */
  trust(): void;
  /** Notices may be missed. */
  distrust(): void;
  drop(key: MatterKey): void;
  dropAll(): void;
  /** These keys are being written: they bypass the memory until `resume` is called. */
  suspend(keys: readonly MatterKey[]): { resume(): void };
}

export function openPublicationCache(most: number): PublicationCache {
  const held = new LRUCache<MatterKey, Publication>({ max: most });
  const suspended = new Map<MatterKey, number>();
  const readings = new Set<{ readonly dropped: Set<MatterKey>; spoiled: boolean }>();
  let trusted = false;

  const cache: PublicationCache = {
    find: (key) => (suspended.has(key) ? undefined : held.get(key)),

    beginReading() {
      const reading = { dropped: new Set<MatterKey>(), spoiled: !trusted };
      readings.add(reading);
      return {
        end(read) {
          readings.delete(reading);
          if (reading.spoiled) return;
          for (const [key, publication] of read) {
            if (!reading.dropped.has(key) && !suspended.has(key)) held.set(key, publication);
          }
        },
      };
    },

    trust() {
      trusted = true;
    },

    distrust() {
      trusted = false;
      cache.dropAll();
    },

    drop(key) {
      held.delete(key);
      for (const reading of readings) reading.dropped.add(key);
    },

    dropAll() {
      held.clear();
      for (const reading of readings) reading.spoiled = true;
    },

    suspend(keys) {
      for (const key of keys) suspended.set(key, (suspended.get(key) ?? 0) + 1);
      return {
        resume() {
          for (const key of keys) {
            const others = (suspended.get(key) ?? 1) - 1;
            if (others > 0) suspended.set(key, others);
            else suspended.delete(key);
            cache.drop(key);
          }
        },
      };
    },
  };
  return cache;
}
