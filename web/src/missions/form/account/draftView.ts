import { ageText, whenText } from '../../../../../client/src/words/duration.ts';
import { assertNever } from '../../../../../functions/src/core/assertNever.ts';
import type { KeptFormDraft } from '../../../../../functions/src/schema/formDraft.ts';
import { toEpochMs } from '../../../../../functions/src/schema/time.ts';
import { deviceTime } from '../../../clock.ts';
import { DRAFT_PLACE, GONE_DRAFT, NEWER_DRAFT, OTHER_DRAFT, SPENT_DRAFT } from '../../../words/draftPlace.ts';
import { cut } from '../../missionGlance.ts';
import type { Aside, Whereabouts } from './draftState.ts';

/** Where the draft is, in a line. */
export function whereaboutsText(whereabouts: Whereabouts, now: number): string {
  const time = (at: number) => whenText(deviceTime(at), deviceTime(now));
  switch (whereabouts.kind) {
    case 'device':
      return DRAFT_PLACE.device;
    case 'account':
      return DRAFT_PLACE.account(time(whereabouts.at));
    case 'alone':
      return whereabouts.reason === 'refused'
        ? DRAFT_PLACE.refused(time(whereabouts.since))
        : DRAFT_PLACE.alone(time(whereabouts.since));
    default:
      return assertNever(whereabouts);
  }
}

/** More of it would push the form away. */
const BEGINNING = 80;

/** What is said of a newer draft, to know it by. */
export function offerView({ content, updated_at }: KeptFormDraft, now: number) {
  const objective = typeof content.objective === 'string' ? content.objective.trim() : '';
  return {
    title: NEWER_DRAFT.title(ageText(toEpochMs(updated_at), now)),
    text: objective === '' ? NEWER_DRAFT.nameless : NEWER_DRAFT.begins(cut(objective, BEGINNING)),
  };
}

/** What is said of a draft that does not stand in the form, and what brings it back if anything can. */
export function asideView(why: Aside['why']): { readonly text: string; readonly back: string | null } {
  switch (why) {
    case 'gone':
      return GONE_DRAFT;
    case 'left':
      return OTHER_DRAFT;
    case 'spent':
      return { text: SPENT_DRAFT, back: null };
    default:
      return assertNever(why);
  }
}
