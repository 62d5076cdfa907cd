import { useState } from 'react';
import { newMissionId } from '../../../../client/src/missionId.ts';
import type { Trouble } from '../../trouble.ts';
import { type DraftProblem, problemsAtFields } from '../draftProblems.ts';
import { startMission } from '../startMission.ts';
import { createRequestOf, EMPTY_MISSION, type MissionDraft } from './missionDraft.ts';
import { missionProblems } from './missionProblems.ts';

export type Submitting = 'create' | 'run' | null;

/** Submitting a new mission: what the page can check itself, then the server's judgement, both at the fields. */
export function useSubmission(forget: () => void) {
  const [submitting, setSubmitting] = useState<Submitting>(null);
  const [problems, setProblems] = useState<readonly DraftProblem[]>([]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [sent, setSent] = useState(EMPTY_MISSION);
  // A mission's id belongs to what is asked for: the same body again is the same mission, a changed one is another.
  const [drawn, setDrawn] = useState({ body: '', id: '' });
  const submit = async (draft: MissionDraft, as: 'create' | 'run'): Promise<void> => {
    setSent(draft);
    const wrong = missionProblems(draft);
    setProblems(wrong);
    setTrouble(null);
    if (wrong.length > 0) return;
    setSubmitting(as);
    const request = createRequestOf(draft);
    const body = JSON.stringify(request);
    const id = drawn.body === body ? drawn.id : newMissionId();
    setDrawn({ body, id });
    const problem = await startMission({ ...request, mission_id: id }, as === 'run');
    setSubmitting(null);
    if (problem === null) {
      forget();
      return;
    }
    const atFields = problemsAtFields(problem.errors ?? [], draft);
    setProblems(atFields);
    setTrouble(atFields.length > 0 ? null : problem);
  };
  const clear = (): void => {
    setProblems([]);
    setTrouble(null);
  };
  return {
    submitting,
    problems,
    sent,
    trouble,
    submit: (draft: MissionDraft, as: 'create' | 'run') => void submit(draft, as),
    clear,
  };
}
