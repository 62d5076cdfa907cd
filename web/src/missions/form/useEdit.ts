import { useState } from 'react';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { sendCommands } from '../commands.ts';
import { type DraftProblem, type FieldName, problemsOfAnswer } from '../draftProblems.ts';
import { rebase, withFields } from './editConflict.ts';
import { editRequestOf, isExternal, isSame, type MissionDraft, missionDraftOf } from './missionDraft.ts';
import { missionProblems } from './missionProblems.ts';

export type Saving = 'save' | 'approve' | null;

/**
 * Editing `mission`, which was asked `input` beside its objective, while it may change under the form: what it began with, what is written, and where others wrote the
 * same. The server takes the last word that it hears, so what is sent is only what differs from what was last seen.
 */
export function useEdit(mission: Mission, input: unknown, onDone: () => void) {
  const theirs = missionDraftOf(mission, input);
  const [base, setBase] = useState(theirs);
  const [draft, setDraft] = useState(theirs);
  const [taken, setTaken] = useState<readonly FieldName[]>([]);
  const [clashes, setClashes] = useState<readonly FieldName[]>([]);
  const [saving, setSaving] = useState<Saving>(null);
  // While it saves, the change that comes is its own.
  if (saving === null && !isSame(base, theirs)) {
    const rebased = rebase(base, draft, theirs);
    setBase(rebased.base);
    setDraft(rebased.draft);
    setTaken([...new Set([...taken, ...rebased.taken])]);
    setClashes([...new Set([...clashes, ...rebased.clashes])]);
  }
  const decide = (counts: 'mine' | 'theirs'): void => {
    if (counts === 'theirs') setDraft(withFields(draft, theirs, clashes));
    setClashes([]);
  };
  /** What the server has against single fields. */
  const save = async (whole: MissionDraft, as: 'save' | 'approve'): Promise<readonly DraftProblem[]> => {
    const body = editRequestOf(base, whole);
    const calls = [
      ...(body === null ? [] : [{ command: 'edit', body } as const]),
      ...(as === 'approve' ? [{ command: 'approve' } as const] : []),
    ];
    setSaving(as);
    const problem = await sendCommands(mission.mission_id, calls);
    setSaving(null);
    // Any other problem stands on the page itself, beside what can be done about it; the form stays with its words.
    if (problem === null) onDone();
    return problemsOfAnswer(problem, whole);
  };
  const isDirty = !isSame(draft, base);
  return { draft, setDraft, base, taken, clashes, theirs, decide, saving, save, isDirty };
}

/** What is wrong with an edit: the steps and silences of an external mission are not the form's to change. */
export function editProblems(draft: MissionDraft): DraftProblem[] {
  const fixed: readonly FieldName[] = isExternal(draft) ? ['steps', 'stalledAfter', 'failedAfter'] : [];
  return missionProblems(draft).filter(({ field }) => !fixed.includes(field));
}
