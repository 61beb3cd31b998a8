import { SourceFailure } from '../failure.js';
import { PRIVATE_ADDRESS_CODE } from '../network/guarded-agent.js';
import { problems } from '../problems.js';

/** Errors of sockets, TLS, HTTP and decompression, by their code alone. */
export function transportFailure(error: unknown): SourceFailure {
  if (error instanceof SourceFailure) return error;
  const code = codeOf(error);
  if (code === PRIVATE_ADDRESS_CODE) return new SourceFailure('SOURCE_MISBEHAVED', problems.privateAddress);
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED')
    return new SourceFailure('SOURCE_DOWN', problems.closed);
  if (/^Z_|^ERR_BROTLI|^ERR_PADDING|^ERR__/.test(code))
    return new SourceFailure('SOURCE_MISBEHAVED', problems.compression);
  if (/^HPE_|^UND_ERR_(HEADERS_OVERFLOW|INVALID)/.test(code)) {
    return new SourceFailure('SOURCE_MISBEHAVED', problems.notHttp);
  }
  if (/TLS|SSL|CERT|^UNABLE_TO_|SELF_SIGNED|^HOSTNAME_MISMATCH|^EPROTO$/.test(code)) {
    return new SourceFailure('SOURCE_MISBEHAVED', problems.certificate);
  }
  if (/^ECONNREFUSED$|^ENOTFOUND$|^EAI_|^EHOST|^ENET|^ETIMEDOUT$|^UND_ERR_CONNECT/.test(code)) {
    return new SourceFailure('SOURCE_DOWN', problems.noConnection);
  }
  return new SourceFailure('SOURCE_DOWN', problems.connectionLost);
}

/** HTTP statuses that the definition does not list as answers. */
export function statusFailure(status: number): SourceFailure {
  const problem = problems.status(status);
  if (status === 408 || status === 504) return new SourceFailure('SOURCE_SLOW', problem);
  if (status === 429) return new SourceFailure('SOURCE_BUSY', problems.saidBusy);
  if (status >= 500) return new SourceFailure('SOURCE_DOWN', problem);
  if (status === 401 || status === 403) return new SourceFailure('SOURCE_REFUSED', problem);
  // 400, 404, 405 …: the definition and the system no longer agree about addresses or questions.
  return new SourceFailure('SOURCE_MISBEHAVED', problem, { counts: false });
}

/** A failed connection over several addresses is an AggregateError; undici wraps the socket's error as its cause. */
function codeOf(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; depth += 1) {
    const { code, errors } = at as { code?: unknown; errors?: readonly unknown[] };
    if (typeof code === 'string' && code !== 'UND_ERR_SOCKET') return code;
    // undici's parser names its reason only sometimes.
    if (at.name === 'HTTPParserError') return 'HPE_';
    at = at.cause ?? errors?.[0];
  }
  return '';
}
