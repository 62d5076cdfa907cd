import { ClipboardCopy } from 'lucide-react';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { Button } from '../ui/Button.tsx';
import { copyText } from '../ui/copyText.ts';
import { Notice } from '../ui/Notice.tsx';
import { FAILED } from '../words/actions.ts';
import { failureAdvice } from './failureAdvice.ts';
import { failureDetails } from './failureDetails.ts';
import type { FailureView } from './missionView.ts';

interface Props {
  readonly mission: Mission;
  readonly failure: FailureView;
}

/** Why the mission failed and what to do now. */
export function FailureNotice({ mission, failure }: Props) {
  const next = failureAdvice(mission, failure);
  const small = [failure.attemptText, failure.kept].filter(Boolean).join(' ');
  return (
    <Notice
      tone="failed"
      title={failure.title}
      actions={
        <Button onClick={() => void copyText(failureDetails(mission, location.origin))}>
          <ClipboardCopy className="size-4" aria-hidden />
          {FAILED.copy}
        </Button>
      }
    >
      <p>{failure.message}</p>
      {next !== null && <p className="mt-1">{next}</p>}
      <p className="mt-1 text-sm text-muted">
        {small} {FAILED.code} {/* The guide is the server's, not a page of this app: a plain link. */}
        <a href={`/guide/errors#${failure.code}`} className="font-mono underline underline-offset-2">
          {failure.code}
        </a>
      </p>
    </Notice>
  );
}
