import { COPYING } from '../words/toasts.ts';
import { toast } from './toast.ts';

/** Copies `text`, and says so. False where the browser forbids it. */
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
