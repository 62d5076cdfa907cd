import type { FieldName } from '../draftProblems.ts';
import type { MissionDraft } from './missionDraft.ts';
import { changedFields } from './reviewView.ts';

/** A form and what it began with, when somebody else has changed the mission meanwhile. */
export interface Rebased {
  readonly base: MissionDraft;
  readonly draft: MissionDraft;
  /** Fields that only they changed: taken over. */
  readonly taken: readonly FieldName[];
  /** Fields that both changed, and differently: the reader decides. */
  readonly clashes: readonly FieldName[];
}

/** `draft`, begun with `base`, on top of `theirs`: what only one of the two changed needs no decision. */
export function rebase(base: MissionDraft, draft: MissionDraft, theirs: MissionDraft): Rebased {
  const mine = changedFields(base, draft);
  const changed = changedFields(base, theirs);
  const taken = changed.filter((field) => !mine.includes(field));
  const differs = changedFields(draft, theirs);
  const clashes = changed.filter((field) => mine.includes(field) && differs.includes(field));
  return { base: theirs, draft: withFields(draft, theirs, taken), taken, clashes };
}

/** `draft` with `fields` as `other` has them. */
export function withFields(draft: MissionDraft, other: MissionDraft, fields: readonly FieldName[]): MissionDraft {
  return fields.reduce((made, field) => ({ ...made, [field]: other[field] }), draft);
}
