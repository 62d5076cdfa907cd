import { OFFLINE_REASON } from '../words/shared.ts';
import { useFreshness } from './useFreshness.ts';

/** Why what needs Auth or the API can't be done now; null while it can. */
export function useBlocked(): string | null {
  return useFreshness().isCutOff ? OFFLINE_REASON : null;
}
