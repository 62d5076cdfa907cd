import { useState } from 'react';
import { serverNow } from '../../clock.ts';
import type { Trouble } from '../../trouble.ts';
import { toast } from '../../ui/toast.ts';
import { SENT_BEFORE } from '../../words/draftPlace.ts';
import { type DraftProblem, problemsOfAnswer } from '../draftProblems.ts';
import { startMission } from '../startMission.ts';
import { derivedMissionId, isFromBefore } from './derivedMissionId.ts';
import { createRequestOf, type MissionDraft } from './missionDraft.ts';

export type Submitting = 'create' | 'run' | null;

/** What is sent, from where it is kept. */
export interface SentDraft {
  /** The draft's id on all devices. */
  id(): string;
  /** It is on its way: nobody else may change it. */
  hold(): void;
  /** It was not taken. */
  release(): void;
  /** It was: nothing of it is left anywhere. */
  forget(): void;
}

/** Sends a new mission that the page finds nothing wrong with, and hears the server's judgement. */
export function useSubmission(sent: SentDraft) {
  const [submitting, setSubmitting] = useState<Submitting>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  /** What the server has against single fields; none where it took the mission, or did not say. */
  const submit = async (draft: MissionDraft, as: 'create' | 'run'): Promise<readonly DraftProblem[]> => {
    setTrouble(null);
    setSubmitting(as);
    sent.hold();
    const request = createRequestOf(draft);
    // A mission's id belongs to what is asked for: whoever sends the same again finds the mission that is there.
    const id = await derivedMissionId(sent.id(), JSON.stringify(request));
    const startedAt = serverNow();
    const answer = await startMission({ ...request, mission_id: id }, as === 'run');
    setSubmitting(null);
    if (answer.kind === 'ok') {
      if (isFromBefore(answer.data, startedAt)) toast(SENT_BEFORE);
      sent.forget();
      return [];
    }
    const { problem } = answer;
    sent.release();
    const atFields = problemsOfAnswer(problem, draft);
    setTrouble(atFields.length > 0 ? null : problem);
    return atFields;
  };
  return { submitting, trouble, submit, clear: () => setTrouble(null) };
}
