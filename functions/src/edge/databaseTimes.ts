import type { Firestore } from 'firebase-admin/firestore';

/** The client's own names of what goes over the wire; the others (`DocumentReference.Get`) only lead to one of these. */
const CALLS: ReadonlySet<string> = new Set([
  'BatchGetDocuments',
  'Query.Get',
  'AggregationQuery.Get',
  'Batch.Commit',
  'Transaction.Commit',
]);

/** Of an OpenTelemetry span, what the client calls. */
interface Span {
  end(): void;
  setAttributes(): Span;
  addEvent(): Span;
  setStatus(): Span;
  recordException(error: unknown): void;
  isRecording(): boolean;
}

/**
 * Tells `onCall` of each read, query, count and commit of `db` how long it took, and its error if it has one; listeners
 * are not among them, nor is what began before the first answer: it waits for the connection, a second or two on a cold
 * start. By the client's own tracing hook, without a tracing library and without touching its insides. To be called before
 * `db` is used.
 */
export function timeDatabase(db: Firestore, onCall: (durationMs: number, error: unknown) => void): void {
  let isConnected = false;
  const startActiveSpan = <T>(name: string, _options: unknown, run: (span: Span) => T): T => {
    if (!CALLS.has(name)) return run(UNTIMED);
    if (isConnected) return run(timedSpan(onCall));
    const connected = (): void => {
      isConnected = true;
    };
    return run(timedSpan(connected));
  };
  const tracer = { startActiveSpan, startSpan: () => UNTIMED };
  db.settings({ openTelemetry: { tracerProvider: { getTracer: () => tracer } } });
}

const UNTIMED: Span = {
  end: () => undefined,
  setAttributes: () => UNTIMED,
  addEvent: () => UNTIMED,
  setStatus: () => UNTIMED,
  recordException: () => undefined,
  isRecording: () => false,
};

function timedSpan(onCall: (durationMs: number, error: unknown) => void): Span {
  const startedMs = performance.now();
  let failure: unknown = null;
  const span: Span = {
    end: () => onCall(performance.now() - startedMs, failure),
    setAttributes: () => span,
    addEvent: () => span,
    setStatus: () => span,
    recordException: (error) => {
      failure = error;
    },
    isRecording: () => false,
  };
  return span;
}
