import type { LicenceRecord, SourceAnswer } from './licence.js';

/** What one source said to one ask. */
export interface Told<Value> {
  readonly source: string;
  readonly answer: SourceAnswer<Value>;
}

/** What all sources that know the subject said to one ask, in the order of their names. Empty: no source knows it. */
export type ToldByAll<Value> = readonly Told<Value>[];

/** By identifier a source tells of one licence, by holder of several; from here on they are judged alike. */
export function recordsOf(told: ToldByAll<LicenceRecord>): ToldByAll<readonly LicenceRecord[]> {
  return told.map(({ source, answer }) => ({
    source,
    answer: answer.state === 'FOUND' ? { ...answer, value: [answer.value] } : answer,
  }));
}
