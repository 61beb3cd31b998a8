import { readFileSync } from 'node:fs';

export const IS_ROOT = process.getuid?.() === 0;

/** Who starts the process under test. Only root can start one as somebody else. */
export interface Starter {
  readonly name: string;
  readonly uid?: number;
  readonly gid?: number;
}

function account(name: string): Required<Starter> {
  const [, uid, gid] =
    new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  return { name, uid: Number(uid), gid: Number(gid) };
}

/** Somebody with an entry in /etc/passwd, without rights of any kind. */
export const ORDINARY: Starter = IS_ROOT ? account('nobody') : { name: 'this user' };
/** Yet another user of the same machine (only if root runs the tests). */
export const NEIGHBOUR: Starter = IS_ROOT ? account('daemon') : { name: 'this user' };
export const STARTERS: readonly Starter[] = IS_ROOT ? [{ name: 'root' }, ORDINARY] : [ORDINARY];
