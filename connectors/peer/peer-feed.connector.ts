import { Agent, request } from 'undici';
import { z } from 'zod';
import { Fault } from '../../catalog/errors.js';
import type { ChangePage, PeerFeed } from '../../catalog/ports.js';

export interface PeerFeedOptions {
  /** Address of the peer, with or without /graphql. */
  readonly url: string;
  /** Token of a sync consumer that the peer knows. Never written to a log or an error. */
  readonly token: string;
  readonly timeoutMs?: number;
}

export type OpenPeerFeed = PeerFeed & { readonly url: string; close(): Promise<void> };

/** Peers are read with the same GraphQL as everyone. */
const QUERY = `query SyncPull($after: String, $region: RegionCode, $first: Int) {
  changes(after: $after, region: $region, first: $first) {
    changes { position origin kind key version digest deleted document }
    endCursor
    more
    head
  }
}`;

const ANSWER_MOST_BYTES = 64 * 1024 * 1024;

const pageSchema = z.object({
  changes: z.array(
    z.object({
      position: z.string(),
      origin: z.string(),
      kind: z.string(),
      key: z.string(),
      version: z.number().int(),
      digest: z.string(),
      deleted: z.boolean(),
      document: z.unknown(),
    }),
  ),
  endCursor: z.string(),
  more: z.boolean(),
  head: z.string(),
});
const answerSchema = z.object({
  data: z.object({ changes: pageSchema }).nullish(),
  errors: z
    .array(z.object({ extensions: z.object({ code: z.string(), reason: z.string() }).partial().optional() }))
    .optional(),
});

export function openPeerFeed({ url, token, timeoutMs = 30_000 }: PeerFeedOptions): OpenPeerFeed {
  const address = new URL(url);
  if (!address.pathname.endsWith('/graphql'))
    address.pathname = `${address.pathname.replace(/\/$/, '')}/graphql`;
  const agent = new Agent({ connect: { timeout: 5_000 }, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  return {
    url: address.toString(),
    async changes(ask): Promise<ChangePage> {
      const text = await post(
        address,
        token,
        JSON.stringify({ query: QUERY, variables: ask }),
        agent,
        timeoutMs,
      );
      return read(text, address.host);
    },
    close: () => agent.close(),
  };
}

async function post(
  address: URL,
  token: string,
  body: string,
  dispatcher: Agent,
  timeoutMs: number,
): Promise<string> {
  try {
    const response = await request(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: `Bearer ${token}`,
      },
      body,
      dispatcher,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response.body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > ANSWER_MOST_BYTES)
        throw new Fault('PEER_MISBEHAVED', { peer: address.host, problem: 'answer too large' });
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  } catch (error) {
    if (error instanceof Fault) throw error;
    const { code, name } = error as { code?: string; name?: string };
    if (name === 'TimeoutError' || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
      throw new Fault(
        'PEER_SLOW',
        { peer: address.host, seconds: Math.round(timeoutMs / 1000) },
        { cause: error },
      );
    }
    throw new Fault(
      'PEER_MISBEHAVED',
      { peer: address.host, problem: code ?? name ?? 'unreachable' },
      { cause: error },
    );
  }
}

function read(text: string, peer: string): ChangePage {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw new Fault('PEER_MISBEHAVED', { peer, problem: 'not JSON' }, { cause: error });
  }
  const answer = answerSchema.safeParse(body);
  if (!answer.success) throw new Fault('PEER_MISBEHAVED', { peer, problem: 'not a page of changes' });
  const { data, errors } = answer.data;
  const refusal = errors?.[0]?.extensions;
  if (refusal) throw new Fault('PEER_REFUSED', { peer, reason: refusal.reason ?? refusal.code ?? 'unknown' });
  if (!data) throw new Fault('PEER_MISBEHAVED', { peer, problem: 'no data' });
  return data.changes;
}
