import { bytesText } from '../../../client/src/words/amount.ts';
import { CLIENT_WORDS } from '../words/status.ts';

/** What the browser says of what it keeps of this page. */
export interface ClientState {
  readonly worker: 'active' | 'waiting' | 'none' | 'impossible';
  /** Null where the browser does not say. */
  readonly storedBytes: number | null;
}

/** Asks the browser; costs no request. */
export async function readClientState(): Promise<ClientState> {
  return { worker: await workerState(), storedBytes: await storedBytes() };
}

async function workerState(): Promise<ClientState['worker']> {
  if (!('serviceWorker' in navigator)) return 'impossible';
  const registration = await navigator.serviceWorker.getRegistration();
  if (registration?.active === null || registration?.active === undefined) return 'none';
  return registration.waiting === null ? 'active' : 'waiting';
}

async function storedBytes(): Promise<number | null> {
  // Absent without HTTPS.
  if (!('storage' in navigator)) return null;
  return (await navigator.storage.estimate()).usage ?? null;
}

const WORKER_WORDS: Record<ClientState['worker'], string> = {
  active: CLIENT_WORDS.worker_active,
  waiting: CLIENT_WORDS.worker_waiting,
  none: CLIENT_WORDS.worker_none,
  impossible: CLIENT_WORDS.worker_impossible,
};

export interface ClientFact {
  readonly label: string;
  readonly text: string;
}

/** `build` is that of this page; it is empty in development. */
export function clientFacts(build: string, serverBuild: string | null, state: ClientState): ClientFact[] {
  const page = build === '' ? CLIENT_WORDS.unknown_build : build;
  const isKnown = build !== '' && serverBuild !== null;
  const held = isKnown ? `${page}, ${build === serverBuild ? CLIENT_WORDS.same : CLIENT_WORDS.differs}` : page;
  const stored = state.storedBytes === null ? CLIENT_WORDS.storage_unknown : bytesText(state.storedBytes);
  return [
    { label: CLIENT_WORDS.build, text: held },
    ...(serverBuild === null ? [] : [{ label: CLIENT_WORDS.server_build, text: serverBuild }]),
    { label: CLIENT_WORDS.offline_ready, text: WORKER_WORDS[state.worker] },
    { label: CLIENT_WORDS.storage, text: stored },
  ];
}
