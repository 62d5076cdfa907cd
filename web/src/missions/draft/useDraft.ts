import type { Draft } from '../../../../functions/src/schema/draft.ts';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { type LiveMemory, useLive } from '../../live.ts';
import { session } from '../../session.ts';
import { useStore } from '../../store.ts';
import { useVisible } from '../../ui/useVisible.ts';

const memory: LiveMemory<Draft> = new Map();

/**
 * What `mission` is writing; null for nothing, and before it is known. It costs a read when it is first shown, and one a
 * second at most while something is written; none while nobody looks at the page, which listens to it no longer then.
 */
export function useDraft({ mission_id: id }: Mission): Draft | null {
  const { uid } = useStore(session);
  const isVisible = useVisible();
  const key = uid === null || !isVisible ? null : `${uid} ${id}`;
  const live = useLive(memory, key, (data, emit) => data.watchDraft(id, emit));
  return live.state === 'ready' ? live.data : null;
}
