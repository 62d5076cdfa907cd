import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requireWithinBudget } from '../../../functions/src/catalog/research/budgetCheck.ts';
import { chooseTool } from '../../../functions/src/catalog/research/toolSelection.ts';
import type { Verification } from '../../../functions/src/catalog/research/verification.ts';
import { AppError } from '../../../functions/src/core/errors.ts';
import { budget as budgetSchema, DEFAULT_BUDGET } from '../../../functions/src/schema/request.ts';

interface Facts {
  readonly delay?: number;
  readonly known?: number;
  readonly bytes?: number;
  readonly latency?: number;
}

function verified(...domains: readonly Facts[]): Verification {
  return {
    ...{ requests: 1, bytes: 0, seconds: 0 },
    domains: domains.map(({ delay = 0, known = 0, bytes = 20_000, latency = 100 }, index) => ({
      domain: `site${index}.example`,
      ...{
        reason: null,
        forbidden: false,
        home: `https://site${index}.example/`,
        status: 200,
        latency_ms: latency,
        bytes,
      },
      ...{ content_type: 'text/html', robots: { state: 'read' as const, crawl_delay_seconds: delay, rules: '' } },
      ...{ sitemaps: [], known_addresses: known },
    })),
  };
}

function refusal(run: () => unknown): AppError | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

describe('budget check', () => {
  it('counts a crawl delay, says who asks for it and what would fit', () => {
    const budget = { ...DEFAULT_BUDGET, max_pages: 60, max_seconds: 120 };
    const error = refusal(() => requireWithinBudget(verified({ delay: 10 }), budget));
    expect(error?.code).toBe('over_budget');
    expect(error?.message).toBe(
      'robots.txt of site0.example asks for 10 s between pages: 60 pages would take about 9.9 min, the budget allows 2 min.',
    );
    expect(error?.next).toBe('Raise budget.max_seconds to 600, or lower budget.max_pages to 12.');
  });

  it('counts bytes, and only the pages that the sitemap knows', () => {
    const budget = { ...DEFAULT_BUDGET, max_pages: 1_000, max_bytes: 5_000_000 };
    const error = refusal(() => requireWithinBudget(verified({ bytes: 50_000 }), budget));
    expect(error?.message).toBe('1000 pages would take about 50 MB, the budget allows 5 MB.');
    expect(error?.next).toBe('Raise budget.max_bytes to 50000000, or lower budget.max_pages to 100.');
    expect(requireWithinBudget(verified({ bytes: 50_000, known: 30 }), budget).pages).toBe(30);
  });

  it('counts money, and has no advice that a request could not carry', () => {
    expect(refusal(() => requireWithinBudget(verified({}), { ...DEFAULT_BUDGET, max_cost_usd: 0 }))?.message).toContain(
      'would cost',
    );
    const slow = refusal(() =>
      requireWithinBudget(verified({ delay: 3_000 }), { ...DEFAULT_BUDGET, max_seconds: 1_000 }),
    );
    expect(slow?.next).toBe('Lower budget.max_pages to 1.');
  });

  it('gives advice that works, whichever half of it is followed', () => {
    const facts = fc.record({
      delay: fc.constantFrom(0, 0, 1, 10, 60),
      known: fc.constantFrom(0, 0, 5, 400),
      bytes: fc.integer({ min: 0, max: 300_000 }),
      latency: fc.integer({ min: 1, max: 5_000 }),
    });
    const budgets = fc.record({
      max_pages: fc.integer({ min: 1, max: 2_000 }),
      max_bytes: fc.integer({ min: 10_000, max: 100_000_000 }),
      max_seconds: fc.integer({ min: 5, max: 1_500 }),
      max_cost_usd: fc.constantFrom(0.0001, 0.001, 0.1),
    });
    fc.assert(
      fc.property(fc.array(facts, { minLength: 1, maxLength: 4 }), budgets, (domains, budget) => {
        const given = verified(...domains);
        const error = refusal(() => requireWithinBudget(given, budget));
        if (error === null) return;
        const advice = [...(error.next ?? '').matchAll(/budget\.(\w+) to ([\d.]*\d)/g)].map(
          ([, field = '', value]) => [field, Number(value)] as const,
        );
        const raised = Object.fromEntries(advice.filter(([field]) => field !== 'max_pages'));
        const lowered = Object.fromEntries(advice.filter(([field]) => field === 'max_pages'));
        for (const change of [raised, lowered].filter((one) => Object.keys(one).length > 0)) {
          const followed = budgetSchema.parse({ ...budget, ...change });
          expect(refusal(() => requireWithinBudget(given, followed))).toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('tool selection', () => {
  it.each([
    [[{ known: 500 }], 100, 'sitemap_crawler'],
    [[{ known: 5 }], 100, 'link_crawler'],
    [[{ known: 5 }], 5, 'sitemap_crawler'],
    [[{ known: 500 }, {}], 100, 'link_crawler'],
    [[{}], 100, 'link_crawler'],
    [[{ known: 500 }], 1, 'single_page_reader'],
    [[{}, {}], 2, 'single_page_reader'],
  ])('%j with %i pages: %s', (domains, pages, tool) => {
    const choice = chooseTool(verified(...domains), pages);
    expect(choice.tool).toBe(tool);
    expect(choice.confidence).toBeGreaterThan(0.5);
    expect(choice.why).not.toBe('');
  });

  it('is surer of a sitemap the more of the pages it covers', () => {
    const [all, half] = [chooseTool(verified({ known: 100 }), 100), chooseTool(verified({ known: 50 }), 100)];
    expect(all.confidence).toBeGreaterThan(half.confidence);
  });
});
