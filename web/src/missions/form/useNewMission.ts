import { useAccountDraft } from './account/useAccountDraft.ts';
import { useSentDraft } from './account/useSentDraft.ts';
import { missionProblems } from './missionProblems.ts';
import { useMissionForm } from './useMissionForm.ts';
import { useNewDraft } from './useNewDraft.ts';
import { useRecent } from './useRecent.ts';
import { useSubmission } from './useSubmission.ts';

/** The form of a new mission, like the one called `from` if there is one: its draft, where that is kept, and its way out. */
export function useNewMission(from: string | null) {
  const recent = useRecent();
  const kept = useNewDraft(from, recent);
  const form = useMissionForm(kept.draft, kept.setDraft, missionProblems, kept.typed);
  const { account, state: inAccount } = useAccountDraft(kept.isKept, form);
  const sent = useSentDraft(account, kept.forget);
  return { recent, kept, form, account, inAccount, sent, submission: useSubmission(sent) };
}
