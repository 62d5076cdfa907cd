import { ClipboardCopy } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { copyText } from '../ui/copyText.ts';
import { Notice } from '../ui/Notice.tsx';
import { FAILED } from '../words/actions.ts';
import type { FailureView } from './missionView.ts';

interface Props {
  readonly failure: FailureView;
  /** What a bug report needs. */
  readonly details: string;
}

/** Why the mission failed and what to do now. */
export function FailureNotice({ failure, details }: Props) {
  const small = [failure.attemptText, failure.kept].filter(Boolean).join(' ');
  return (
    <Notice
      tone="failed"
      title={failure.title}
      actions={
        <Button onClick={() => void copyText(details)}>
          <ClipboardCopy className="size-4" aria-hidden />
          {FAILED.copy}
        </Button>
      }
    >
      <p>{failure.message}</p>
      {failure.next !== null && <p className="mt-1">{failure.next}</p>}
      <p className="mt-1 text-sm text-muted">
        {small} {FAILED.code} {/* The guide is the server's, not a page of this app: a plain link. */}
        <a href={`/guide/errors#${failure.code}`} className="font-mono underline underline-offset-2">
          {failure.code}
        </a>
      </p>
    </Notice>
  );
}
