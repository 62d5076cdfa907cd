import { useFreshness } from '../../shell/useFreshness.ts';
import { OFFLINE_REASON } from '../../words/shared.ts';

/** Why what needs Auth or the API can't be done now; null while it can. */
export function useBlocked(): string | null {
  return useFreshness().isCutOff ? OFFLINE_REASON : null;
}
