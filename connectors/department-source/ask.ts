import type {
  DataCheckAsk,
  Holder,
  IdentifierAsk,
  LicenceAsk,
  LicenceIdentifier,
  LicenceTypeCode,
  Purpose,
} from '../../catalog/ports.js';

/** The operations a definition may offer; each answers one method of the catalogue's ports. */
export const operationNames = ['byHolder', 'byIdentifier', 'check'] as const;
export type OperationName = (typeof operationNames)[number];

export interface AskOf {
  readonly byHolder: LicenceAsk;
  readonly byIdentifier: IdentifierAsk;
  readonly check: DataCheckAsk;
}
export type Ask = AskOf[OperationName];

/** One question as the expressions of a definition see it (`$ask`, `$asks`); docs/sources.md lists these names. */
export interface AskView {
  /** 1, 2, 3 … within one call: sent along, it brings each row of the answer back to its question. */
  readonly row: number;
  readonly holder?: Holder;
  readonly licenceType?: LicenceTypeCode;
  readonly identifier?: LicenceIdentifier;
  readonly check?: string;
  /** What the department calls the licence type or the data check. */
  readonly theirs?: string;
  readonly purpose: Purpose;
}
