import type { Trouble } from './trouble.ts';

/** A value that Firestore keeps up to date. */
export type Live<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly data: T; readonly source: 'cache' | 'server'; readonly receivedAt: number }
  | { readonly state: 'missing' }
  | { readonly state: 'failed'; readonly problem: Trouble };

export type Emit<T> = (live: Live<T>) => void;
