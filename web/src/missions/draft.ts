import type { Mission } from '../../../functions/src/schema/mission.ts';
import { DEFAULT_BUDGET } from '../../../functions/src/schema/request.ts';

/** What is asked for, as a form has it: text as typed, so that a half-written number is kept too. */
export interface Draft {
  readonly objective: string;
  readonly domains: readonly string[];
  readonly maxPages: string;
  readonly maxMinutes: string;
  readonly maxMegabytes: string;
  readonly maxCost: string;
}

export const EMPTY_DRAFT: Draft = {
  objective: '',
  domains: [],
  maxPages: String(DEFAULT_BUDGET.max_pages),
  maxMinutes: String(DEFAULT_BUDGET.max_seconds / 60),
  maxMegabytes: String(DEFAULT_BUDGET.max_bytes / 1_000_000),
  maxCost: String(DEFAULT_BUDGET.max_cost_usd),
};

/** What of a stored form can be read. */
export function storedDraft(stored: Readonly<Record<string, unknown>>): Draft {
  const text = (name: keyof Draft, fallback: string) => {
    const value = stored[name];
    return typeof value === 'string' ? value : fallback;
  };
  const domains = Array.isArray(stored.domains) ? stored.domains.filter((each) => typeof each === 'string') : [];
  return {
    objective: text('objective', EMPTY_DRAFT.objective),
    domains,
    maxPages: text('maxPages', EMPTY_DRAFT.maxPages),
    maxMinutes: text('maxMinutes', EMPTY_DRAFT.maxMinutes),
    maxMegabytes: text('maxMegabytes', EMPTY_DRAFT.maxMegabytes),
    maxCost: text('maxCost', EMPTY_DRAFT.maxCost),
  };
}

/** What a mission asks for, as a draft. */
export function draftOf(mission: DraftRequest): Draft {
  return {
    objective: mission.objective,
    domains: mission.scope.allowed_domains,
    maxPages: String(mission.budget.max_pages),
    maxMinutes: String(round(mission.budget.max_seconds / 60)),
    maxMegabytes: String(round(mission.budget.max_bytes / 1_000_000)),
    maxCost: String(mission.budget.max_cost_usd),
  };
}

/** The number that was typed, NaN if it is none. "1,000" and "1 000" are how people write thousands; "0,5" is refused. */
export function numberOf(text: string): number {
  const trimmed = text.trim();
  const plain = /^\d{1,3}(?:[,\s]\d{3})+(?:\.\d+)?$/.test(trimmed) ? trimmed.replaceAll(/[,\s]/g, '') : trimmed;
  return plain === '' ? Number.NaN : Number(plain);
}

/** What a draft asks for, whole. */
export type DraftRequest = Pick<Mission, 'objective' | 'scope' | 'budget'>;

/** What the API gets. What is no number becomes NaN, which is no request: the form asks for it first. */
export function requestOf(draft: Draft): DraftRequest {
  return {
    objective: draft.objective.trim(),
    scope: { allowed_domains: [...draft.domains] },
    budget: {
      max_pages: numberOf(draft.maxPages),
      max_seconds: Math.round(numberOf(draft.maxMinutes) * 60),
      max_bytes: Math.round(numberOf(draft.maxMegabytes) * 1_000_000),
      max_cost_usd: numberOf(draft.maxCost),
    },
  };
}

function round(amount: number): number {
  return Math.round(amount * 1_000) / 1_000;
}
