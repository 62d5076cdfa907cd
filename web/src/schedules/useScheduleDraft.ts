import type { ScheduleAnswer } from '../../../functions/src/schema/schedule.ts';
import { isExternal } from '../missions/form/missionDraft.ts';
import { NO_TYPED_DOMAINS, refusedDomains, type TypedDomains, withDomains } from '../missions/splitDomains.ts';
import { useKeptDraft } from '../useKeptDraft.ts';
import { OWN_ZONE } from './ownZone.ts';
import { draftOfSchedule } from './scheduleDraft.ts';
import { emptyDraft, type ScheduleDraft, type WrittenSchedule, writtenSchedule } from './scheduleFields.ts';

/** What is written in the dialog; that of a new schedule stays on this device. `onChange` hears of each change of a field. */
export function useScheduleDraft(schedule: ScheduleAnswer | null, onChange: (changes: Partial<ScheduleDraft>) => void) {
  const {
    draft: written,
    setDraft: setWritten,
    isWritten,
    kept,
  } = useKeptDraft<WrittenSchedule>({
    name: schedule === null ? 'schedule' : null,
    blank: {
      draft: schedule === null ? emptyDraft(OWN_ZONE) : draftOfSchedule(schedule),
      typed: NO_TYPED_DOMAINS,
    },
    schema: writtenSchedule,
  });
  const { draft, typed } = written;
  // On what there is by then: a field that is left and the one that is entered may both change it at once.
  const change = (changes: Partial<ScheduleDraft>) => {
    setWritten((now) => ({ ...now, draft: { ...now.draft, ...changes } }));
    onChange(changes);
  };
  const type = (next: TypedDomains) => {
    setWritten((now) => ({ ...now, typed: next }));
    onChange({ domains: [] });
  };
  /** A domain that was typed without Enter is meant as much as the others; what is none is `refused`. */
  const settle = () => {
    // What was typed for a domain stays, unseen, where another kind of mission has none.
    if (isExternal(draft)) return { whole: draft, refused: null };
    const settled = withDomains(draft.domains, typed.text);
    const whole = { ...draft, domains: settled.domains };
    setWritten({ draft: whole, typed: settled.typed });
    return { whole, refused: refusedDomains(settled.typed) };
  };
  const startAfresh = (): void => {
    kept.startAfresh();
    onChange(draft);
  };
  return { draft, change, typed, type, settle, isWritten, kept: { ...kept, startAfresh } };
}
