import type { Agent } from 'undici';
import type { AskView, OperationName } from '../ask.js';
import { type DefinitionProblem, refuseIfAny, DefinitionRefused } from '../definition/finding.js';
import { SourceFailure } from '../failure.js';
import { hostMayBeReached, openGuardedAgent } from '../network/guarded-agent.js';
import { problems } from '../problems.js';
import type { PreparedCall, RawAnswer, Wire, WireSurroundings } from '../wire.js';
import { type RestAddress, restAddress } from './address.js';
import { readAnswerBody } from './answer-body.js';
import { MOST_REDIRECTS, redirectStatuses, redirectTarget } from './redirect.rules.js';
import { type RestRequest, writeRequest } from './request.js';
import type { RestDefinition } from './rest-definition.js';
import { statusFailure, transportFailure } from './transport-failure.js';

/** A department system that speaks JSON over HTTP. */
export function openRestWire(definition: RestDefinition, surroundings: WireSurroundings): Wire {
  const found: DefinitionProblem[] = [];
  const address = restAddress(definition, surroundings, found);
  refuseIfAny(found);
  if (address === null) throw new DefinitionRefused(found);
  const agent = openGuardedAgent({
    mayReach: surroundings.mayReach,
    connectMs: definition.time.connectMs,
    parallel: definition.load.parallel,
  });
  const line: Line = { definition, address, surroundings, agent };
  return {
    prepare: (operation, asks) => prepare(line, operation, asks),
    close: () => agent.close(),
  };
}

interface Line {
  readonly definition: RestDefinition;
  readonly address: RestAddress;
  readonly surroundings: WireSurroundings;
  readonly agent: Agent;
}

async function prepare(line: Line, name: OperationName, asks: readonly AskView[]): Promise<PreparedCall> {
  const operation = line.definition.operations[name];
  if (!operation) throw new SourceFailure('SOURCE_NOT_OFFERED', problems.operation);
  const request = await writeRequest(operation, {
    base: line.address.url,
    headers: line.address.headersOf(name),
    variables: { ...line.definition.tables, asks, ask: asks[0] },
  });
  return {
    content: request.content,
    async send(signal) {
      try {
        return await exchange(line, request, operation.statuses, signal);
      } catch (error) {
        signal.throwIfAborted();
        throw transportFailure(error);
      }
    },
  };
}

async function exchange(
  line: Line,
  request: RestRequest,
  statuses: readonly number[],
  signal: AbortSignal,
): Promise<RawAnswer> {
  let url = request.url;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    line.surroundings.observe();
    const answer = await line.agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: request.method,
      // Keys and tokens are for the system itself, not for the host it points to.
      headers: url.origin === request.url.origin ? request.headers : request.plainHeaders,
      body: request.body,
      signal,
    });
    const { statusCode: status, headers, body } = answer;
    try {
      if (statuses.includes(status)) {
        return { status, body: await readAnswerBody(body, headers, line.definition.accepts) };
      }
      if (!redirectStatuses.has(status)) throw statusFailure(status);
      url = next(line, url, request, { status, location: headers['location'] });
    } finally {
      // What nobody reads must not hold the connection.
      body.on('error', () => undefined).destroy();
    }
  }
  throw new SourceFailure('SOURCE_MISBEHAVED', problems.redirect);
}

function next(
  { address, surroundings }: Line,
  from: URL,
  { method }: RestRequest,
  { status, location }: { status: number; location: string | string[] | undefined },
): URL {
  const target = redirectTarget(
    from,
    { status, location: typeof location === 'string' ? location : null },
    { method, hosts: address.redirectHosts },
  );
  if (!target) throw new SourceFailure('SOURCE_MISBEHAVED', problems.redirect);
  if (!hostMayBeReached(target.hostname, surroundings.mayReach)) {
    throw new SourceFailure('SOURCE_MISBEHAVED', problems.privateAddress);
  }
  return target;
}
