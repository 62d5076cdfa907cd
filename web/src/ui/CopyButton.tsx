import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { COPYING } from '../words/toasts.ts';
import { copyText } from './copyText.ts';
import { IconButton } from './IconButton.tsx';

const SAID_FOR_MS = 2_000;

/** Copies `text`, and says so. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    if (!(await copyText(text))) return;
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
