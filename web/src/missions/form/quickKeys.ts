import { hasCommandKey } from '../../ui/keyNames.ts';

/** What sends the form from anywhere in it, as its keys are labelled and as `aria-keyshortcuts` has it. */
export function quickKeys(): { readonly label: string; readonly spoken: string } {
  return hasCommandKey()
    ? { label: '⌘ Enter', spoken: 'Meta+Enter' }
    : { label: 'Ctrl Enter', spoken: 'Control+Enter' };
}
