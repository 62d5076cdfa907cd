import { durationText } from '../../../../client/src/words/duration.ts';
import type { StepItem } from '../../../../functions/src/schema/item.ts';
import type { Tone } from '../../ui/tone.ts';
import { STEP_WORDS } from '../../words/shared.ts';

interface ItemLine {
  readonly word: string;
  readonly tone: Tone;
  readonly durationText: string;
}

/** One finished item in words. */
export function itemLine({ status, duration_ms: ms }: StepItem): ItemLine {
  return {
    word: STEP_WORDS[status],
    tone: status === 'failed' ? 'failed' : 'succeeded',
    durationText: durationText(ms),
  };
}
