import type { Call } from '../access/access.js';
import { licenceIdentifierParts } from '../code/index.js';
import { Fault, isFault, reasonOf } from '../errors.js';
import type { Reason } from '../wording.js';
import type {
  DataCheckAsk,
  DataCheckResult,
  IdentifierAsk,
  LicenceAsk,
  LicenceRecord,
  SourceAnswer,
} from './licence.js';
import type { OutsideCall, SourceDirectory } from './licence-source.js';
import type { Told, ToldByAll } from './told.js';

type Gathered<Value> = Promise<readonly ToldByAll<Value>[]>;

/** Asks every source that knows a licence type, all at once; same length and order back as the asks. */
export function gatherByHolder(
  directory: SourceDirectory,
  asks: readonly LicenceAsk[],
  call: Call,
): Gathered<readonly LicenceRecord[]> {
  return gather(directory.licenceSources(), asks, call, {
    knows: (source, ask) => source.licenceTypes.includes(ask.type),
    put: (source, its, outside) => source.byHolder(its, outside),
    secret: (ask) => ask.holder.code,
  });
}

export function gatherByIdentifier(
  directory: SourceDirectory,
  asks: readonly IdentifierAsk[],
  call: Call,
): Gathered<LicenceRecord> {
  return gather(directory.licenceSources(), asks, call, {
    knows: (source, ask) => source.licenceTypes.includes(licenceIdentifierParts(ask.identifier).type),
    put: (source, its, outside) => source.byIdentifier(its, outside),
    secret: (ask) => ask.identifier,
  });
}

export function gatherChecks(
  directory: SourceDirectory,
  asks: readonly DataCheckAsk[],
  call: Call,
): Gathered<DataCheckResult> {
  return gather(directory.dataCheckSources(), asks, call, {
    knows: (source, ask) => source.checks.includes(ask.check),
    put: (source, its, outside) => source.check(its, outside),
    secret: (ask) => ask.holder.code,
  });
}

interface Way<Source, Ask, Value> {
  readonly knows: (source: Source, ask: Ask) => boolean;
  readonly put: (
    source: Source,
    asks: readonly Ask[],
    call: OutsideCall,
  ) => Promise<readonly SourceAnswer<Value>[]>;
  /** What must not come back in a sentence: reasons go to callers and into the record. */
  readonly secret: (ask: Ask) => string;
}

/** One call per source, with all the asks it knows; a source that fails spoils its own rows only. */
async function gather<Source extends { readonly name: string }, Ask, Value>(
  sources: readonly Source[],
  asks: readonly Ask[],
  call: Call,
  way: Way<Source, Ask, Value>,
): Gathered<Value> {
  const told = await Promise.all(
    sources.map(async (source) => {
      const its = asks.filter((ask) => way.knows(source, ask));
      if (its.length === 0) return new Map<Ask, Told<Value>>();
      const answers = await askSource(source, its, call, way);
      return new Map(
        its.map((ask, index) => [
          ask,
          { source: source.name, answer: soundAnswer(answers[index], source, ask, call, way) },
        ]),
      );
    }),
  );
  return asks.map((ask) =>
    told
      .flatMap((answers) => answers.get(ask) ?? [])
      .sort((one, other) => (one.source < other.source ? -1 : 1)),
  );
}

/** Whatever a connector does wrong (throws, hangs past the deadline) becomes rows that are faulted. */
async function askSource<Source extends { readonly name: string }, Ask, Value>(
  source: Source,
  asks: readonly Ask[],
  call: Call,
  way: Way<Source, Ask, Value>,
): Promise<readonly SourceAnswer<Value>[]> {
  try {
    const answers = await beforeDeadline(call.deadline, source.name, () =>
      way.put(source, asks, { deadline: call.deadline, traceId: call.traceId }),
    );
    if (answers.length === asks.length) return answers;
    return asks.map(() => faulted(misbehaved(source.name, 'wrong number of answers / 答复条数不符'), call));
  } catch (error) {
    const reason = isFault(error) ? reasonOf(error) : misbehaved(source.name, 'it failed / 调用失败');
    return asks.map(() => faulted(reason, call));
  }
}

function soundAnswer<Source extends { readonly name: string }, Ask, Value>(
  answer: SourceAnswer<Value> | undefined,
  source: Source,
  ask: Ask,
  call: Call,
  way: Way<Source, Ask, Value>,
): SourceAnswer<Value> {
  if (answer === undefined) return faulted(misbehaved(source.name, 'a row is missing / 缺少答复'), call);
  if (answer.state !== 'FAULTED') return answer;
  const { code, en, zh } = answer.reason;
  const leaks = [code, en, zh].some((text) => text.includes(way.secret(ask)));
  return leaks
    ? faulted(misbehaved(source.name, 'its message names the holder / 错误信息含个人信息'), call)
    : answer;
}

async function beforeDeadline<Value>(
  deadline: AbortSignal,
  source: string,
  work: () => Promise<Value>,
): Promise<Value> {
  if (deadline.aborted) throw new Fault('SOURCE_SLOW', { source });
  let stop = () => undefined as void;
  const passed = new Promise<never>((_, reject) => {
    stop = () => reject(new Fault('SOURCE_SLOW', { source }));
    deadline.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work(), passed]);
  } finally {
    deadline.removeEventListener('abort', stop);
  }
}

function misbehaved(source: string, problem: string): Reason {
  return reasonOf(new Fault('SOURCE_MISBEHAVED', { source, problem }));
}

function faulted(reason: Reason, call: Call): SourceAnswer<never> {
  return { state: 'FAULTED', reason, checkedAt: call.now };
}
