import { WORKER_HINT } from '../words/mission.ts';
import { REPORT_STEP_ID } from './workerHint.ts';

/** What a worker has to do, with the way to the command for it and to all that one can report. */
export function WorkerNote({ hint }: { readonly hint: string }) {
  return (
    <p className="mt-1">
      {hint}{' '}
      <a href={`#${REPORT_STEP_ID}`} className="underline underline-offset-2">
        {WORKER_HINT.command}
      </a>
      {' · '}
      {/* The guide is the server's, not a page of this app: a plain link. */}
      <a href="/guide/external" className="underline underline-offset-2">
        {WORKER_HINT.guide}
      </a>
    </p>
  );
}
