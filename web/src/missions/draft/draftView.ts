import { countText } from '../../../../client/src/words/amount.ts';
import { shownDrafts } from '../../../../functions/src/core/shownDrafts.ts';
import type { Draft } from '../../../../functions/src/schema/draft.ts';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { DRAFT_WORDS } from '../../words/drafts.ts';

/** A section that is being written, as it is shown. */
export interface DraftPartView {
  readonly index: number;
  readonly heading: string;
  /** As it was written, marks and all: a draft is never drawn as markdown, so that nothing in it is a link. */
  readonly text: string;
  readonly isCut: boolean;
  /** How long it is; empty where only its end is known. */
  readonly sizeText: string;
}

/** What of `draft` its mission is writing now, in the order of the report. None of an attempt or a step that is over. */
export function draftParts(mission: Mission, draft: Draft | null): DraftPartView[] {
  return shownDrafts(mission, draft).map(({ index, title, text, is_cut: isCut }) => ({
    index,
    heading: title.trim() === '' ? DRAFT_WORDS.untitled(countText(index + 1)) : title.trim(),
    text: text.trim(),
    isCut,
    sizeText: isCut ? '' : DRAFT_WORDS.words(wordCount(text)),
  }));
}

/** What has been written to its end since `before`: a section is no draft any more once it is recorded. */
export function writtenSince(before: readonly DraftPartView[], now: readonly DraftPartView[]): string[] {
  return before.filter(({ index }) => !now.some((part) => part.index === index)).map(({ heading }) => heading);
}

/** Whether a section is unfolded: as the reader left it, else the only one there is. */
export function isUnfolded(index: number, count: number, chosen: ReadonlyMap<number, boolean>): boolean {
  return chosen.get(index) ?? count === 1;
}

function wordCount(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
