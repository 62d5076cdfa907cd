import { countText, dollarsText } from '../../../client/src/words/amount.ts';
import type { StoredFigures } from '../../../functions/src/schema/health.ts';
import { humanName } from '../missions/missionGlance.ts';
import { MODEL_USAGE_WORDS } from '../words/status.ts';

/** What missions of a type took of a language model on a day, as texts. */
export interface ModelUsageRow {
  readonly key: string;
  readonly day: string;
  readonly type: string;
  readonly calls: string;
  readonly tokens: string;
  readonly cost: string;
}

/** A row for each day and type, the newest first; none where no model was asked. */
export function modelUsageRows(usage: StoredFigures['model_usage']): ModelUsageRow[] {
  return usage.map(({ day, type, calls, input_tokens: input, output_tokens: output, cost_usd: cost }) => ({
    key: `${day} ${type}`,
    day,
    type: humanName(type),
    calls: countText(calls),
    tokens: MODEL_USAGE_WORDS.in_and_out(countText(input), countText(output)),
    cost: cost === 0 ? MODEL_USAGE_WORDS.no_price : dollarsText(cost),
  }));
}
