import { countText, dollarsText } from '../../../client/src/words/amount.ts';
import { durationText } from '../../../client/src/words/duration.ts';
import type { ModelUsage } from '../../../functions/src/schema/usage.ts';
import { USAGE_WORDS } from '../words/usage.ts';

/** What a language model took, a line for each kind of it; none where none was asked. */
export function usageLines(usage: ModelUsage | null): { readonly label: string; readonly value: string }[] {
  if (usage === null || usage.calls === 0) return [];
  const { calls, input_tokens: read, output_tokens: written, seconds, cost_usd: cost, is_estimated: isAbout } = usage;
  const said = (text: string) => (isAbout ? USAGE_WORDS.about(text) : text);
  return [
    { label: USAGE_WORDS.calls, value: countText(calls) },
    { label: USAGE_WORDS.tokens, value: said(USAGE_WORDS.read_written(countText(read), countText(written))) },
    { label: USAGE_WORDS.time, value: durationText(seconds * 1000) },
    // No price is known, or it costs nothing: neither is told as an amount.
    ...(cost === 0 ? [] : [{ label: USAGE_WORDS.cost, value: said(dollarsText(cost)) }]),
  ];
}
