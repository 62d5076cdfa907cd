import { AppError } from '../core/errors.ts';

/** What an error code of the operating system, TLS, undici or zlib means to a reader. The first match counts. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/^(ENOTFOUND|EAI_NODATA|EAI_NONAME)$/, 'its name does not resolve'],
  [/^EAI_/, 'its name could not be resolved just now'],
  [/^ECONNREFUSED$/, 'it refuses connections'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'it closed the connection'],
  [/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, 'it accepted no connection in time'],
  [/^(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT)$/, 'it did not answer in time'],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'no route leads there'],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/, 'its certificate cannot be verified'],
  [/^(EPROTO|ERR_SSL)/, 'it does not speak TLS there'],
  [/^(HPE_|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES)/, 'its answer is not proper HTTP'],
  [/^(Z_|ERR_BROTLI|ERR__ERROR)/, 'its answer is compressed in a broken way'],
];

/** Failures that often pass within a second. A refused connection or a timeout does not, and costs time to repeat. */
const TRANSIENT = /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|EAI_AGAIN)$/;

/** The refusal to open `host`. It does not say which address the name leads to: that would map the inside network. */
export function refusal(host: string): AppError {
  return new AppError(
    'address_refused',
    `${host} leads to a private or reserved address, which missions may not read.`,
    {
      next: 'Choose a public site, or have the operator add the host to FETCH_ALLOW_HOSTS.',
    },
  );
}

/** What went wrong while `host` was read, as an `AppError`: a refusal stays itself, the rest becomes unreachable. */
export function fetchFailure(host: string, error: unknown): AppError {
  const refused = causes(error).find((cause) => cause instanceof AppError);
  if (refused !== undefined) return refused;
  return unreachable(host, meaningOf(error), error);
}

/** `host` could not be read because of `reason`, half a sentence such as "it refuses connections". */
export function unreachable(host: string, reason: string, cause?: unknown): AppError {
  return new AppError('address_unreachable', `${host} could not be read: ${reason}.`, { cause });
}

/** Whether asking again at once is worth it. */
export function isTransientFailure(error: unknown): boolean {
  return causes(error).some((cause) => TRANSIENT.test(codeOf(cause)));
}

/** What went wrong on the line, as half a sentence such as "it refuses connections". */
export function meaningOf(error: unknown): string {
  for (const cause of causes(error)) {
    const meaning = MEANINGS.find(([pattern]) => pattern.test(codeOf(cause)));
    if (meaning !== undefined) return meaning[1];
  }
  return 'the connection failed';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The error, what caused it, and the attempts inside an `AggregateError` (one per address of the host). */
function causes(error: unknown): readonly unknown[] {
  const found: unknown[] = [error];
  // Each entry may add its own causes at the end; 20 is far more than any chain that we know has.
  for (let index = 0; index < found.length && found.length < 20; index += 1) {
    const current = found[index];
    if (current instanceof AggregateError) found.push(...current.errors);
    if (current instanceof Error && current.cause !== undefined) found.push(current.cause);
  }
  return found;
}
