import { LOCALE } from '../../../client/src/words/locale.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { DEFAULT_BUDGET } from '../../../functions/src/schema/request.ts';

const typed = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 20, useGrouping: false });
const hasComma = typed.format(0.5).includes(',');

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
  maxPages: typedText(DEFAULT_BUDGET.max_pages),
  maxMinutes: typedText(DEFAULT_BUDGET.max_seconds / 60),
  maxMegabytes: typedText(DEFAULT_BUDGET.max_bytes / 1_000_000),
  maxCost: typedText(DEFAULT_BUDGET.max_cost_usd),
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
    maxPages: typedText(mission.budget.max_pages),
    maxMinutes: typedText(round(mission.budget.max_seconds / 60)),
    maxMegabytes: typedText(round(mission.budget.max_bytes / 1_000_000)),
    maxCost: typedText(mission.budget.max_cost_usd),
  };
}

// "0,500" is a half to most who write it, and never five hundred.
const GROUPS_BEFORE_POINT = /^[1-9]\d{0,2}(?:[,\s'’]\d{3})+(?:\.\d+)?$/;
const GROUPS_BEFORE_COMMA = /^[1-9]\d{0,2}(?:[.\s'’]\d{3})+(?:,\d+)?$/;

/** An amount as the fields have it, which `numberOf` reads. */
export function typedText(amount: number): string {
  return typed.format(amount);
}

/**
 * The number that was typed, NaN if it is none. Thousands may be set apart by blanks or as this locale does. Where it
 * writes a decimal comma, "0,5" is a half; elsewhere it is refused, for it might have been meant as anything.
 */
export function numberOf(text: string, isComma = hasComma): number {
  const trimmed = text.trim();
  const isGrouped = (isComma ? GROUPS_BEFORE_COMMA : GROUPS_BEFORE_POINT).test(trimmed);
  const whole = isGrouped ? trimmed.replaceAll(isComma ? /[.\s'’]/g : /[,\s'’]/g, '') : trimmed;
  const plain = isComma ? whole.replace(',', '.') : whole;
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
