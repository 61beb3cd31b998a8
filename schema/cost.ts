/** What a field costs beyond itself, for the limit that the gateway holds a query against: one plain field costs 1. */

/** Asks department systems: some twenty in one request is a batch, a hundred is someone trying numbers. */
export const OUTSIDE_COST = 2_000;

/** Walks every published matter of a region: seconds for a province, so a handful in one request at most. */
export const WALK_COST = 10_000;
