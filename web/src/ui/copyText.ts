import { announce } from './announcer.ts';

/** Copies `text` and says so; false where this page or this browser may not. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Forbidden on this page or by this browser; the text itself is selectable.
    announce('copy', 'Could not copy. Select the text instead.');
    return false;
  }
  announce('copy', 'Copied.');
  return true;
}
