import { useLate } from '../ui/useLate.ts';
import { useFreshness } from './useFreshness.ts';

/** The cache answers long before; a notice that comes sooner would flash. */
const CACHE_MS = 1_500;

/** Whether what `isLoading` is not on this device, and can't come because the page is offline. */
export function useNotHere(isLoading: boolean): boolean {
  return useLate(useFreshness().status === 'offline' && isLoading, CACHE_MS);
}
