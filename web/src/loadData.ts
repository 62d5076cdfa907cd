export type Data = typeof import('./data.ts');

let loading: Promise<Data> | null = null;

/**
 * The chunk that talks to the server: Firebase, zod and the API client, 72 % of the page's code. It is asked for at
 * start and arrives after the first paint. A failed load is tried again by the next caller.
 */
export function loadData(): Promise<Data> {
  loading ??= loadInTwo().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/**
 * The library first, and what is built on it in a task of its own: as one, the two keep a slow phone from answering for
 * twice as long.
 */
async function loadInTwo(): Promise<Data> {
  await import('./firebaseApp.ts');
  await new Promise((resolve) => setTimeout(resolve));
  return import('./data.ts');
}
