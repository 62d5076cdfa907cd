import { COPYING } from '../words/toasts.ts';
import { toast } from './toast.ts';

/** Copies `text` and says so; false where this page or this browser may not. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Forbidden on this page or by this browser; the text itself is selectable.
    toast(COPYING.failed);
    return false;
  }
  toast(COPYING.done);
  return true;
}
