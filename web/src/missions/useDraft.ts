import { useEffect, useState } from 'react';
import { loadData } from '../loadData.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import type { Trouble } from '../trouble.ts';
import { type Draft, draftOf, EMPTY_DRAFT, isEmpty, readDraft, requestOf, writeDraft } from './draft.ts';
import { type DraftProblem, missingIn, problemsAtFields } from './draftProblems.ts';
import { drawMissionId, startMission } from './startMission.ts';

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

/** Submitting the form: light checks here, the server's judgement at the fields. */
export function useSubmission(draft: Draft, forget: () => void) {
  const [submitting, setSubmitting] = useState<Submitting>(null);
  const [problems, setProblems] = useState<readonly DraftProblem[]>([]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  // A mission's id belongs to what is asked for: the same body again is the same mission, a changed one is another.
  const [drawn, setDrawn] = useState({ body: '', id: '' });

  const submit = async (as: 'create' | 'run'): Promise<boolean> => {
    const missing = missingIn(draft);
    setProblems(missing);
    setTrouble(null);
    if (missing.length > 0) return false;
    setSubmitting(as);
    const request = requestOf(draft);
    const body = JSON.stringify(request);
    const id = drawn.body === body ? drawn.id : drawMissionId();
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
  return { submitting, problems, trouble, submit };
}
