import { Link } from 'wouter';
import { Button } from '../../ui/Button.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { BULK_RUN_WORDS, BULK_WORDS } from '../../words/listTools.ts';
import { COLON } from '../../words/shared.ts';
import { cut } from '../missionGlance.ts';
import { type BulkFailure, type BulkRun, bulkRun, settledCount, stopBulk } from './bulk.ts';
import { startBulk } from './startBulk.ts';

/** How far a command to many missions is, and what came of it. Stays until it is closed. */
export function BulkProgress({ run }: { readonly run: BulkRun }) {
  const words = BULK_WORDS[run.command];
  const settled = settledCount(run);
  const left = run.total - settled;
  const ended = run.done === 0 ? BULK_RUN_WORDS.nothing : words.done(run.done);
  const line = run.isRunning ? words.busy(settled, run.total) : ended;
  return (
    <section aria-label={BULK_RUN_WORDS.region} className="space-y-2" data-tone={run.isRunning ? 'running' : 'queued'}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p id="bulk-line" className="font-medium" data-bulk-line>
          {line}
        </p>
        <div className="ml-auto">
          {run.isRunning ? (
            <Button onClick={stopBulk}>{BULK_RUN_WORDS.stop}</Button>
          ) : (
            <Button look="quiet" onClick={() => bulkRun.set(null)}>
              {BULK_RUN_WORDS.close}
            </Button>
          )}
        </div>
      </div>
      {run.isRunning && (
        <>
          <ProgressBar percent={(settled / run.total) * 100} labelledBy="bulk-line" valueText={line} size="small" />
          <p className="text-sm text-muted">{run.isWaiting ? BULK_RUN_WORDS.waits : BULK_RUN_WORDS.leave}</p>
        </>
      )}
      {run.overtaken > 0 && <p className="text-sm text-muted">{words.overtaken(run.overtaken)}</p>}
      {!run.isRunning && left > 0 && <p className="text-sm text-muted">{BULK_RUN_WORDS.stopped(left)}</p>}
      {run.failures.length > 0 && <Failures failures={run.failures} run={run} />}
    </section>
  );
}

function Failures({ failures, run }: { readonly failures: readonly BulkFailure[]; readonly run: BulkRun }) {
  return (
    <div className="space-y-2 text-sm">
      <p className="font-medium">{BULK_RUN_WORDS.failed(failures.length)}</p>
      {/* In reach of the keyboard where it scrolls. */}
      <ul
        className="max-h-40 space-y-1.5 overflow-y-auto"
        tabIndex={0}
        aria-label={BULK_RUN_WORDS.failed(failures.length)}
      >
        {failures.map(({ mission, problem }) => (
          <li key={mission.id} className="wrap-any">
            <Link href={`/m/${mission.id}`} className="underline underline-offset-2">
              {cut(mission.objective, 60)}
            </Link>
            {COLON}
            {problem.detail} {problem.next}
          </li>
        ))}
      </ul>
      {!run.isRunning && (
        <Button
          onClick={() =>
            startBulk(
              run.command,
              failures.map(({ mission }) => mission),
            )
          }
        >
          {BULK_RUN_WORDS.again}
        </Button>
      )}
    </div>
  );
}
