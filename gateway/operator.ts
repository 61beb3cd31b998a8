import { randomUUID } from 'node:crypto';
import type { Call } from '../catalog/index.js';

/** The one who runs this process on the machine itself: may do what a catalogue administrator may. */
export function operatorCall(now: Date, deadline: AbortSignal = new AbortController().signal): Call {
  const scopes = ['catalog:write', 'access:write'] as const;
  return {
    consumer: {
      name: 'operator',
      title: 'Operator of this process 本机管理员',
      kind: 'ADMINISTRATOR',
      organisation: null,
      region: null,
      scopes,
      active: true,
    },
    scopes,
    traceId: randomUUID(),
    now,
    deadline,
  };
}
