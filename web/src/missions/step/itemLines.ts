import { durationText } from '../../../../client/src/words/duration.ts';
import type { StepItem } from '../../../../functions/src/schema/item.ts';
import type { Tone } from '../../ui/tone.ts';
import { COLON, STEP_WORDS } from '../../words/shared.ts';
import { usageLines } from '../usageFacts.ts';

interface ItemLine {
  readonly word: string;
  readonly tone: Tone;
  readonly durationText: string;
  /** What a language model took for it; empty where none was asked. */
  readonly usageText: string;
}

/** One finished item in words. */
export function itemLine({ status, duration_ms: ms, model_usage: usage }: StepItem): ItemLine {
  return {
    word: STEP_WORDS[status],
    tone: status === 'failed' ? 'failed' : 'succeeded',
    durationText: durationText(ms),
    usageText: usageLines(usage)
      .map(({ label, value }) => `${label}${COLON}${value}`)
      .join(' · '),
  };
}
