import * as z from 'zod';
import { AppError } from '../../core/errors.ts';
import type { Step, StepOutput } from '../../missions/defineMission.ts';
import { type Budget, budget as budgetSchema } from '../../schema/request.ts';
import { type DomainFacts, type Estimate, estimate } from './estimate.ts';
import { usableDomains, type Verification, verification } from './verification.ts';

const output = z.object({
  pages: z.int().min(0),
  bytes: z.int().min(0),
  seconds: z.number().min(0),
  cost_usd: z.number().min(0),
});
export type BudgetOutput = z.infer<typeof output>;

/** Step 3: what reading is expected to take. */
export const budgetCheck: StepOutput<BudgetOutput> = { name: 'budget_check', output };

/** Where nothing was measured: an ordinary site. */
const ASSUMED_LATENCY_SECONDS = 0.5;

/** Step 3. Fails with `over_budget`, before any page is read, when the expectation passes the budget. */
export function budgetCheckStep(): Step<BudgetOutput> {
  return {
    ...budgetCheck,
    weight: 10,
    async run(context) {
      const expected = output.parse(requireWithinBudget(await context.outputOf(verification), context.budget));
      const { pages, bytes, seconds, cost_usd: cost } = expected;
      const message = `Expected: ${pages} ${pages === 1 ? 'page' : 'pages'}, ${sizeText(bytes)}, ${durationText(seconds)}, ${costText(cost)}. Within the budget.`;
      return { output: expected, message };
    },
  };
}

/** The estimate, or `over_budget` with what passes which limit and what would fit. */
export function requireWithinBudget(verified: Verification, budget: Budget): Estimate {
  const facts = usableDomains(verified).map(factsOf);
  const expected = estimate(facts, budget.max_pages);
  const problems = problemsOf(expected, budget);
  if (problems.length === 0) return expected;
  throw new AppError('over_budget', problems.map((problem) => problem.sentence).join(' '), {
    next: adviceFor(problems, facts, budget),
  });
}

function factsOf(domain: ReturnType<typeof usableDomains>[number]): DomainFacts {
  return {
    domain: domain.domain,
    crawlDelaySeconds: domain.robots.crawl_delay_seconds,
    latencySeconds: domain.latency_ms === null ? ASSUMED_LATENCY_SECONDS : domain.latency_ms / 1_000,
    homeBytes: domain.bytes,
    knownAddresses: domain.known_addresses,
  };
}

interface Problem {
  readonly field: 'max_bytes' | 'max_seconds' | 'max_cost_usd';
  /** The smallest round limit that would do. */
  readonly needed: number;
  readonly sentence: string;
}

function problemsOf(expected: Estimate, budget: Budget): Problem[] {
  const { pages, bytes, seconds, cost_usd: cost, slowest } = expected;
  const problems: Problem[] = [];
  const count = `${pages} ${pages === 1 ? 'page' : 'pages'}`;
  if (bytes > budget.max_bytes) {
    const sentence = `${count} would take about ${sizeText(bytes)}, the budget allows ${sizeText(budget.max_bytes)}.`;
    problems.push({ field: 'max_bytes', needed: Math.ceil(bytes / 1_000_000) * 1_000_000, sentence });
  }
  if (seconds > budget.max_seconds) {
    const why =
      slowest === null ? '' : `robots.txt of ${slowest.domain} asks for ${slowest.delaySeconds} s between pages: `;
    const sentence = `${why}${count} would take about ${durationText(seconds)}, the budget allows ${durationText(budget.max_seconds)}.`;
    problems.push({ field: 'max_seconds', needed: Math.ceil(seconds / 10) * 10, sentence });
  }
  if (cost > budget.max_cost_usd) {
    const sentence = `${count} would cost ${costText(cost)}, the budget allows $${budget.max_cost_usd}.`;
    problems.push({ field: 'max_cost_usd', needed: Math.ceil(cost * 1_000) / 1_000, sentence });
  }
  return problems;
}

function adviceFor(problems: readonly Problem[], facts: readonly DomainFacts[], budget: Budget): string {
  const raises = problems.map(({ field, needed }) =>
    needed <= highest(field) ? `budget.${field} to ${needed}` : null,
  );
  const raise = raises.includes(null) ? null : `Raise ${raises.join(' and ')}`;
  const fitting = mostPages(facts, budget);
  const lower = fitting === 0 ? null : `ower budget.max_pages to ${fitting}`;
  if (raise !== null && lower !== null) return `${raise}, or l${lower}.`;
  if (raise !== null) return `${raise}.`;
  return lower === null ? 'Leave out the slowest domain.' : `L${lower}.`;
}

/** The highest limit that a request may carry. */
function highest(field: Problem['field']): number {
  return budgetSchema.shape[field].maxValue ?? Number.POSITIVE_INFINITY;
}

/** The most pages that fit in every other limit; 0 when not even one does. */
function mostPages(facts: readonly DomainFacts[], budget: Budget): number {
  let [fits, tooMany] = [0, budget.max_pages];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (problemsOf(estimate(facts, middle), budget).length === 0) fits = middle;
    else tooMany = middle;
  }
  return fits;
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.ceil(bytes / 1_000)} kB`
    : `${(bytes / 1_000_000).toFixed(1).replace('.0', '')} MB`;
}

function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return `${(seconds / 60).toFixed(1).replace('.0', '')} min`;
}

/** Four digits: a mission of a few pages costs a hundredth of a cent. */
function costText(cost: number): string {
  return cost < 0.0001 ? 'less than $0.0001' : `about $${cost.toFixed(4)}`;
}
