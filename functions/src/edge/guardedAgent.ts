import type { Agent, Dispatcher } from 'undici';
import { type ConnectRules, guardedConnector } from './guardedConnect.ts';

interface Sent {
  readonly method?: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** Sends requests over connections that are opened by the rules of {@link guardedConnector}. */
export interface GuardedAgent {
  send(url: URL | string, sent: Sent): Promise<Dispatcher.ResponseData>;
  /** Closes all connections. */
  close(): Promise<void>;
}

/**
 * Holds the connections. undici comes with the first request: loading it takes as long as a quarter of all that the API
 * loads, which sends none itself.
 */
export function guardedAgent(rules: ConnectRules, agentOptions: Omit<Agent.Options, 'connect'> = {}): GuardedAgent {
  const load = async () => {
    const { Agent, buildConnector, request } = await import('undici');
    return { request, dispatcher: new Agent({ ...agentOptions, connect: guardedConnector(rules, buildConnector) }) };
  };
  let loading: ReturnType<typeof load> | null = null;
  return {
    send: async (url, sent) => {
      loading ??= load();
      const { request, dispatcher } = await loading;
      return await request(url, { ...sent, dispatcher });
    },
    close: async () => {
      await (await loading)?.dispatcher.destroy();
    },
  };
}
