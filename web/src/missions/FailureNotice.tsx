import { Notice } from '../ui/Notice.tsx';
import type { FailureView } from './missionView.ts';

/** Why the mission failed and what to do now. */
export function FailureNotice({ failure }: { readonly failure: FailureView }) {
  return (
    <Notice tone="failed" title={failure.step === null ? 'Failed' : `Failed at ${failure.step.toLowerCase()}`}>
      <p>{failure.message}</p>
      {failure.next !== null && <p className="mt-1">{failure.next}</p>}
      <p className="mt-1 text-sm text-muted">
        {failure.kept} Code: {/* The guide is the server's, not a page of this app: a plain link. */}
        <a href={`/guide/errors#${failure.code}`} className="font-mono underline underline-offset-2">
          {failure.code}
        </a>
      </p>
    </Notice>
  );
}
