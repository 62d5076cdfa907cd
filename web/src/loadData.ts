export type Data = typeof import('./data.ts');

let loading: Promise<Data> | null = null;

/**
 * The chunk that talks to the server: Firebase, zod and the API client, 72 % of the page's code. It is asked for at
 * start and arrives after the first paint. A failed load is tried again by the next caller.
 */
export function loadData(): Promise<Data> {
  loading ??= import('./data.ts').catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}
