import type { AccessService } from '../access/access.service.js';
import type { Call } from '../access/access.js';
import type { Clock } from '../clock.js';
import { type RegionCode, regionPathOf } from '../code/index.js';
import { Fault } from '../errors.js';
import type { RegionService } from '../region/region.service.js';
import type { StandardService } from '../standard/standard.service.js';
import type { Standard } from '../standard/standard.js';
import { type Database, keysetPage, keysetRange } from '../storage/index.js';
import type { Page, PageRequest } from '../wording.js';
import { judgeMatter } from './comparison.rules.js';
import { comparedOf, comparedQuery, type ComparedRow, lineageOfRow } from './conformance.query.js';
import type { ConformanceCheck, ConformanceReport, Deviation, DeviationFilter } from './conformance.js';
import { isWanted, openCounting } from './tally.rules.js';

/**
 * Published matters against a standard of sameness. Nothing is stored: each question walks the matters it is about on one
 * snapshot, a piece at a time. Any registered consumer may ask. STANDARD_UNKNOWN, REGION_UNKNOWN.
 */
export interface ConformanceService {
  /** Everywhere when the region is null. `onChecked` is told the running count. */
  check(
    call: Call,
    standard: string,
    region: RegionCode | null,
    onChecked?: (matters: number) => void,
  ): Promise<ConformanceCheck>;
  report(call: Call, standard: string, region: RegionCode | null): Promise<ConformanceReport>;
  /** By matter key; stops reading when the page is full. */
  deviations(
    call: Call,
    standard: string,
    filter: DeviationFilter,
    page: PageRequest,
  ): Promise<Page<Deviation>>;
  deviationCount(call: Call, standard: string, filter: DeviationFilter): Promise<number>;
}

/** Deviations that one check hands over; the others are counted, and read by pages. */
const MOST_LISTED = 10_000;
const PIECE = 500;

interface Judged {
  readonly row: ComparedRow;
  readonly deviations: readonly Deviation[];
}

export function openConformanceService(deps: {
  readonly database: Database;
  readonly access: Pick<AccessService, 'demandConsumer'>;
  readonly regions: Pick<RegionService, 'byCodes'>;
  readonly standards: Pick<StandardService, 'find'>;
  readonly clock: Clock;
}): ConformanceService {
  const { database, access, regions, standards, clock } = deps;

  async function pathOf(region: RegionCode | null | undefined): Promise<string | null> {
    if (region === null || region === undefined) return null;
    const [view] = await regions.byCodes([region]);
    // An unknown region must not look like one without deviations.
    if (!view) throw new Fault('REGION_UNKNOWN', { region });
    return regionPathOf(view.lineage);
  }

  async function* judged(
    call: Call,
    standard: Standard,
    filter: DeviationFilter,
    fromKey: string | null = null,
  ): AsyncGenerator<readonly Judged[]> {
    const { text, parameters } = comparedQuery(standard, {
      path: await pathOf(filter.region),
      organisation: filter.organisation ?? null,
      matter: filter.matter ?? null,
      fromKey,
    });
    for await (const rows of database.stream<ComparedRow>(text, parameters, PIECE)) {
      // Nobody waits for the answer any more: the walk would only keep a connection.
      if (call.deadline.aborted) {
        const seconds = Math.round((clock().getTime() - call.now.getTime()) / 1_000);
        throw new Fault('DEADLINE_PASSED', { seconds });
      }
      yield rows.map((row) => ({ row, deviations: judgeMatter(standard, comparedOf(row)) }));
    }
  }

  async function check(
    call: Call,
    id: string,
    region: RegionCode | null,
    mostListed: number,
    onChecked: (matters: number) => void = () => undefined,
  ): Promise<ConformanceCheck> {
    access.demandConsumer(call);
    const standard = await standards.find(id);
    const counting = openCounting(standard, region);
    const listed: Deviation[] = [];
    let deviationCount = 0;
    let checked = 0;
    for await (const piece of judged(call, standard, region === null ? {} : { region })) {
      for (const { row, deviations } of piece) {
        counting.count(lineageOfRow(row), deviations);
        deviationCount += deviations.length;
        listed.push(...deviations.slice(0, mostListed - listed.length));
      }
      onChecked((checked += piece.length));
    }
    return { ...counting.report(), deviations: listed, deviationCount };
  }

  return {
    check: (call, standard, region, onChecked) => check(call, standard, region, MOST_LISTED, onChecked),

    report: (call, standard, region) => check(call, standard, region, 0),

    async deviations(call, id, filter, page) {
      access.demandConsumer(call);
      const { after, limit } = keysetRange(page);
      const standard = await standards.find(id);
      const start = after === null ? null : placeOf(after);
      const found: { readonly place: string; readonly deviation: Deviation }[] = [];
      for await (const piece of judged(call, standard, filter, start?.key ?? null)) {
        for (const { row, deviations } of piece) {
          deviations.forEach((deviation, at) => {
            const seen = start !== null && row.key === start.key && at <= start.at;
            if (!seen && isWanted(deviation, filter)) found.push({ place: `${row.key}#${at}`, deviation });
          });
        }
        if (found.length >= limit) break;
      }
      return keysetPage(
        found,
        page,
        ({ place }) => place,
        ({ deviation }) => deviation,
      );
    },

    async deviationCount(call, id, filter) {
      access.demandConsumer(call);
      let count = 0;
      for await (const piece of judged(call, await standards.find(id), filter)) {
        for (const { deviations } of piece) count += deviations.filter((one) => isWanted(one, filter)).length;
      }
      return count;
    },
  };
}

/** A cursor is the matter and which of its deviations: `<key>#<number>`. */
function placeOf(cursor: string): { readonly key: string; readonly at: number } {
  const [, key, at] = /^(.*)#(\d{1,6})$/su.exec(cursor) ?? [];
  if (key === undefined || at === undefined) throw new Fault('CURSOR_INVALID');
  return { key, at: Number(at) };
}
