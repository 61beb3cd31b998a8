declare const brand: unique symbol;

/** A string that went through its parser. Only the files of this folder make one; everyone else trusts it. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };
