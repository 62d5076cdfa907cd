import { COPYING } from '../words/toasts.ts';
import { toast } from './toast.ts';

/**
 * Copies HTML, and beside it the text for what takes no more. The HTML may still be on its way: browsers let a page copy
 * only right after a press, so that the promise is what is handed over. False where it could not be copied.
 */
export async function copyRich(html: Promise<string>, text: string): Promise<boolean> {
  const blob = (content: string, type: string) => new Blob([content], { type });
  try {
    const item = new ClipboardItem({
      'text/html': html.then((content) => blob(content, 'text/html')),
      'text/plain': blob(text, 'text/plain'),
    });
    await navigator.clipboard.write([item]);
  } catch {
    // Forbidden on this page or by this browser, or the HTML did not come; the text itself is selectable.
    toast(COPYING.failed);
    return false;
  }
  toast(COPYING.done);
  return true;
}
