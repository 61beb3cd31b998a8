import { digestOf } from '../storage/index.js';
import type { BaseMatterDraft, MatterDraft } from './matter.js';

/*
 * What counts as content when a draft is compared with what is stored. Where it came from does not: two files that tell the
 * same would otherwise take turns in changing each matter for ever.
 */

export function baseMatterDigest({ code, type, mainName, subName, elements }: BaseMatterDraft): string {
  return digestOf({ code, type, mainName, subName, elements });
}

export function matterDigest(draft: Omit<MatterDraft, 'source'>): string {
  return digestOf({
    key: draft.key,
    code: draft.code,
    localCode: draft.localCode,
    baseCode: draft.baseCode,
    organisation: draft.organisation,
    region: draft.region,
    level: draft.level,
    type: draft.type,
    name: draft.name,
    elements: draft.elements,
    // Their number orders them; the order in a file means nothing.
    handlingItems: [...draft.handlingItems].sort((left, right) => (left.item < right.item ? -1 : 1)),
  });
}

/**
 * What is to be written of a list: the last draft of each key (a later line of a file corrects an earlier one), unless the
 * store holds the same already; in key order, so that two loads lock rows in the same order and never wait for each other.
 */
export function differing<Draft>(
  drafts: readonly Draft[],
  keyOf: (draft: Draft) => string,
  digest: (draft: Draft) => string,
  stored: ReadonlyMap<string, string>,
): readonly { readonly key: string; readonly draft: Draft; readonly digest: string }[] {
  const last = new Map(drafts.map((draft) => [keyOf(draft), draft]));
  return [...last]
    .map(([key, draft]) => ({ key, draft, digest: digest(draft) }))
    .filter(({ key, digest }) => stored.get(key) !== digest)
    .sort((left, right) => (left.key < right.key ? -1 : 1));
}
