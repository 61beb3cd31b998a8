import type { Wording } from '../wording.js';
import type { AuditBreak, BreakCode } from './audit-tree.js';

const wordings: Readonly<Record<BreakCode, Wording>> = {
  ENTRY_CHANGED: {
    en: 'The content of this entry does not fit its leaf hash: it was changed.',
    zh: '该记录的内容与其叶哈希不符，已被改动。',
  },
  ENTRY_MOVED: {
    en: 'The entry that was sealed here now stands elsewhere: the order was changed.',
    zh: '此处封存的记录现位于别处，顺序已被改动。',
  },
  ENTRY_REPLACED: {
    en: 'Another entry was sealed here: the entry or its leaf was replaced.',
    zh: '此处封存的是另一条记录，记录或其叶已被替换。',
  },
  ENTRY_REMOVED: {
    en: 'The entry that was sealed here is gone.',
    zh: '此处封存的记录已被删除。',
  },
  ENTRY_INSERTED: {
    en: 'This entry stands before sealed ones and was never sealed: it was put in afterwards.',
    zh: '该记录位于已封存记录之前却从未封存，系事后插入。',
  },
  LEAF_REMOVED: {
    en: 'The tree lacks the leaf that should stand here.',
    zh: '审计树缺少此处的叶。',
  },
  LEAVES_REORDERED: {
    en: 'The leaves of the tree are not in the order of the entries: the tree was changed.',
    zh: '审计树的叶与记录顺序不一致，审计树已被改动。',
  },
  NODE_CHANGED: {
    en: 'A stored node above this entry does not fit the leaves below it: the leaves or the node were changed.',
    zh: '该记录之上的节点与其下的叶不符，叶或节点已被改动。',
  },
  HEAD_CHANGED: {
    en: 'The signature of the tree head that covers this entry is wrong: the head was changed or made by someone else.',
    zh: '覆盖该记录的树头签名不正确，树头已被改动或系他人所造。',
  },
  HEAD_REMOVED: {
    en: 'A signed tree head that covered this entry is gone.',
    zh: '覆盖该记录的树头已被删除。',
  },
  ROOT_DIFFERS: {
    en: 'From this entry on the record does not lead to the signed root: entries were rewritten together with the tree.',
    zh: '自该记录起推不出已签署的根哈希，记录连同审计树已被改写。',
  },
  TAIL_REMOVED: {
    en: 'From this position on, entries that a signed tree head covers are gone.',
    zh: '自该位置起，已签署树头所覆盖的记录已被删除。',
  },
};

export function brokenAt(code: BreakCode, position: number): AuditBreak {
  return { code, position: String(position), ...wordings[code] };
}
