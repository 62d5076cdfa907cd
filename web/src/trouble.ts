import type { Problem } from '../../functions/src/schema/api.ts';
import { TROUBLE } from './words/trouble.ts';

/** A problem as the page shows it: the server's problem+json, or one that only the page can see. */
export type Trouble = Pick<Problem, 'code' | 'title' | 'detail' | 'next' | 'errors' | 'allowed'> & {
  /** The server's Retry-After. */
  readonly retryAfterMs?: number;
};

export const PAGE_INCOMPLETE: Trouble = { code: 'page_incomplete', ...TROUBLE.page_incomplete };
export const PAGE_INCOMPLETE_OFFLINE: Trouble = { code: 'page_incomplete', ...TROUBLE.page_incomplete_offline };
export const NO_ANSWER: Trouble = { code: 'no_answer', ...TROUBLE.no_answer };
export const NO_ANSWER_READ: Trouble = { code: NO_ANSWER.code, ...TROUBLE.no_answer_read };
export const UNREADABLE: Trouble = { code: 'unreadable', ...TROUBLE.unreadable };
export const NO_SERVER: Trouble = { code: 'no_server', ...TROUBLE.no_server };
export const LISTENER_FAILED: Trouble = { code: 'listener_failed', ...TROUBLE.listener_failed };
