import { useEffect, useState } from 'react';
import { newMissionId } from '../../../client/src/missionId.ts';
import { loadData } from '../loadData.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import type { Trouble } from '../trouble.ts';
import { type Draft, draftOf, EMPTY_DRAFT, isEmpty, readDraft, requestOf, writeDraft } from './draft.ts';
import { type DraftProblem, problemsAtFields, problemsIn } from './draftProblems.ts';
import { startMission } from './startMission.ts';

/** The form's state: the draft as it stands, kept on this device, and what is wrong with it. */
export function useDraft(from: string | null) {
  const { uid } = useStore(session);
  const [draft, setDraft] = useState<Draft>(() => (uid === null || from !== null ? EMPTY_DRAFT : readDraft(uid)));
  useEffect(() => {
    // A mission that is run again begins as a draft of its own, and leaves the one that was left behind alone.
    if (uid !== null && from === null) writeDraft(uid, isEmpty(draft) ? null : draft);
  }, [uid, from, draft]);
  useEffect(() => {
    if (from === null) return;
    let isOver = false;
    void loadData()
      .then((data) => data.readMission(from))
      .then((answer) => {
        if (!isOver && answer.kind === 'ok') setDraft(draftOf(answer.data));
      });
    return () => {
      isOver = true;
    };
  }, [from]);
  return { draft, setDraft, forget: () => uid !== null && writeDraft(uid, null) };
}

export type Submitting = 'create' | 'run' | null;

/** Submitting the form: what the page can check itself, then the server's judgement, both at the fields. */
export function useSubmission(forget: () => void) {
  const [submitting, setSubmitting] = useState<Submitting>(null);
  const [problems, setProblems] = useState<readonly DraftProblem[]>([]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  // A mission's id belongs to what is asked for: the same body again is the same mission, a changed one is another.
  const [drawn, setDrawn] = useState({ body: '', id: '' });

  const submit = async (draft: Draft, as: 'create' | 'run'): Promise<boolean> => {
    const wrong = problemsIn(draft);
    setProblems(wrong);
    setTrouble(null);
    if (wrong.length > 0) return false;
    setSubmitting(as);
    const request = requestOf(draft);
    const body = JSON.stringify(request);
    const id = drawn.body === body ? drawn.id : newMissionId();
    setDrawn({ body, id });
    const problem = await startMission({ ...request, mission_id: id }, as === 'run');
    setSubmitting(null);
    if (problem === null) {
      forget();
      return true;
    }
    const atFields = problemsAtFields(problem.errors ?? [], draft);
    setProblems(atFields);
    setTrouble(atFields.length > 0 ? null : problem);
    return false;
  };
  const clear = (): void => {
    setProblems([]);
    setTrouble(null);
  };
  return { submitting, problems, trouble, submit, clear };
}
