import { useState } from 'react';
import { newMissionId } from '../../../../client/src/missionId.ts';
import type { Trouble } from '../../trouble.ts';
import { type DraftProblem, problemsOfAnswer } from '../draftProblems.ts';
import { startMission } from '../startMission.ts';
import { createRequestOf, type MissionDraft } from './missionDraft.ts';

export type Submitting = 'create' | 'run' | null;

/** Sends a new mission that the page finds nothing wrong with, and hears the server's judgement. */
export function useSubmission(forget: () => void) {
  const [submitting, setSubmitting] = useState<Submitting>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  // A mission's id belongs to what is asked for: the same body again is the same mission, a changed one is another.
  const [drawn, setDrawn] = useState({ body: '', id: '' });
  /** What the server has against single fields; none where it took the mission, or did not say. */
  const submit = async (draft: MissionDraft, as: 'create' | 'run'): Promise<readonly DraftProblem[]> => {
    setTrouble(null);
    setSubmitting(as);
    const request = createRequestOf(draft);
    const body = JSON.stringify(request);
    const id = drawn.body === body ? drawn.id : newMissionId();
    setDrawn({ body, id });
    const problem = await startMission({ ...request, mission_id: id }, as === 'run');
    setSubmitting(null);
    if (problem === null) {
      forget();
      return [];
    }
    const atFields = problemsOfAnswer(problem, draft);
    setTrouble(atFields.length > 0 ? null : problem);
    return atFields;
  };
  return { submitting, trouble, submit, clear: () => setTrouble(null) };
}
