import type { BaseMatterDraft, MatterDraft } from '../matter/matter.js';
import type { OrganisationKey, OrganisationView } from '../organisation/organisation.js';
import type { LicenceTypeView } from '../publication/publication.js';
import type { RegionCode } from '../code/index.js';
import type { Wording } from '../wording.js';
import type { FindingDraft } from './finding.js';
import type { Layout, Outline, SourceRow } from './row-reader.js';

/** One line of a survey of departments: how much of their work stands in the hall 进驻大厅. */
export interface DepartmentSurvey {
  readonly organisation: OrganisationKey;
  readonly source: string;
  readonly number: number | null;
  readonly matters: number;
  readonly inHall: number;
  readonly inHallRateAsPrinted: string | null;
  readonly windows: number | null;
  readonly staff: number | null;
}

/** What a row becomes, before anything is compared with what is stored. */
export interface RowDrafts {
  readonly organisation: OrganisationView | null;
  readonly licenceType: LicenceTypeView | null;
  readonly baseMatter: BaseMatterDraft | null;
  readonly matter: MatterDraft | null;
  readonly survey: DepartmentSurvey | null;
}

export const noDrafts: RowDrafts = {
  organisation: null,
  licenceType: null,
  baseMatter: null,
  matter: null,
  survey: null,
};

/** A row as a mapping read it. An accepted row becomes drafts; a rejected one stands in the findings alone. */
export interface RowReading {
  readonly findings: readonly FindingDraft[];
  readonly accepted: {
    readonly drafts: RowDrafts;
    /** What no other row of the file may be too. */
    readonly identity: string;
    /** Two rows may be alike in this (same department, same name), but that is worth a finding. */
    readonly likeness: { readonly text: string; readonly code: string; readonly field: string } | null;
  } | null;
}

export interface ImportSetting {
  readonly region: RegionCode | null;
}

/** Reads one file. Knows, when it judges the first row, what the survey of all rows has told. */
export interface FileJudge {
  /** Told every row once before the first is judged: what can only be known of the whole (codes of a department). */
  survey(row: SourceRow): void;
  /** Findings about the file as a whole, after the survey. */
  fileFindings(): readonly FindingDraft[];
  /** Pure: the same row gives the same reading, in whatever order rows are asked. */
  judge(row: SourceRow): RowReading;
}

/** How one foreign format becomes matters, organisations and so on. Owned by the project and named. */
export interface Mapping {
  readonly name: string;
  readonly title: Wording;
  /** The source has published these matters already, so the import publishes them too. */
  readonly published: boolean;
  /** Where the rows belong if neither they nor the caller say. */
  readonly defaultRegion: RegionCode | null;
  /** Kinds of rows in the order in which they must be stored; the file is read once for each entry. */
  readonly rounds: readonly (readonly string[])[];
  recognises(outline: Outline): boolean;
  layout(outline: Outline): Layout;
  open(setting: ImportSetting): FileJudge;
}
