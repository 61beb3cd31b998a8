/** A sentence in the two languages of this house; Chinese is what a clerk reads. */
export interface Wording {
  readonly en: string;
  readonly zh: string;
}

/** Why a verdict is as it is: a stable code for programs, a sentence for people. Holds no personal values. */
export interface Reason extends Wording {
  readonly code: string;
}

/** A page of a list that can grow. Cursors are opaque. `totalCount` is asked for separately, because counting costs. */
export interface Page<Item> {
  readonly items: readonly { readonly cursor: string; readonly node: Item }[];
  readonly hasNextPage: boolean;
}

/** `first` is 1 to 200; `after` is a cursor this system gave. */
export interface PageRequest {
  readonly first: number;
  readonly after: string | null;
}
