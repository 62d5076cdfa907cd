import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { COPYING } from '../words/toasts.ts';
import { IconButton } from './IconButton.tsx';
import { toast } from './toast.ts';

const SAID_FOR_MS = 2_000;

/** Copies `text`, and says so. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Forbidden on this page or by this browser; the text itself is selectable.
      toast(COPYING.failed);
      return;
    }
    toast(COPYING.done);
    setCopied(true);
    setTimeout(() => setCopied(false), SAID_FOR_MS);
  };
  return (
    <IconButton
      icon={isCopied ? Check : Copy}
      label={isCopied ? COPYING.done_label : label}
      onClick={() => void copy()}
    />
  );
}
