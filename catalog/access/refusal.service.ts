import type { AuditService } from '../audit/audit.service.js';
import { type Fault, type FaultKind, isFault, reasonOf } from '../errors.js';
import type { Holder } from '../code/index.js';
import type { Database } from '../storage/index.js';
import type { Call, Purpose } from './access.js';
import { recordablePurpose } from './purpose.rules.js';

export interface RefusalDeps {
  readonly database: Database;
  readonly audit: AuditService;
}

/** What was asked, as far as it may be recorded; `detail` holds names only. */
export interface AccessAsk {
  readonly operation: string;
  readonly purpose: Purpose;
  readonly holder: Holder | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A question that could not be answered is no refusal; nor is one by nobody, which leaves no name to record. */
const refusing: ReadonlySet<FaultKind> = new Set<FaultKind>(['invalid', 'forbidden', 'missing', 'excessive']);

/** Runs the first beat of a walk. A refusal is recorded, in a transaction of its own, before the caller hears of it. */
export async function recordingRefusal<Permitted>(
  deps: RefusalDeps,
  call: Call,
  ask: AccessAsk,
  permit: () => Promise<Permitted>,
): Promise<Permitted> {
  try {
    return await permit();
  } catch (error) {
    if (call.consumer && isFault(error) && refusing.has(error.kind)) {
      await recordRefusal(deps, call, call.consumer.name, ask, error);
    }
    throw error;
  }
}

async function recordRefusal(
  { database, audit }: RefusalDeps,
  call: Call,
  consumer: string,
  { operation, purpose, holder, detail }: AccessAsk,
  fault: Fault,
): Promise<void> {
  await database.transaction((tx) =>
    audit.append(
      tx,
      {
        consumer,
        operation,
        subject: holder && audit.subjectOf(holder),
        ...recordablePurpose(purpose, holder),
        outcome: 'REFUSED',
        reasons: [reasonOf(fault)],
        detail,
        traceId: call.traceId,
      },
      call.now,
    ),
  );
}
