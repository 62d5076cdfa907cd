import { Copy, Download, Printer } from 'lucide-react';
import { Link } from 'wouter';
import { momentText } from '../../../client/src/words/duration.ts';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import type { MissionResult } from '../../../functions/src/schema/result.ts';
import { toEpochMs } from '../../../functions/src/schema/time.ts';
import { useNow } from '../clock.ts';
import { announce } from '../ui/announcer.ts';
import { Button } from '../ui/Button.tsx';
import { saveFile } from '../ui/saveFile.ts';
import { RESULT_FACTS, RESULT_PAGE } from '../words/results.ts';
import { PartialBadge } from './ResultRows.tsx';
import { documentOf, fileNameOf, jsonOf } from './resultDocument.ts';
import { partialText, resultRow } from './resultFacts.ts';

const TICK_MS = 15_000;

interface Props {
  readonly mission: Mission;
  /** Null while it is not there. */
  readonly result: MissionResult | null;
  readonly title: string;
}

/** What was asked, the answer in a sentence, where it comes from, and how to take it along. */
export function ResultHead({ mission, result, title }: Props) {
  const partial = partialText(mission);
  const isCut = title !== mission.objective.trim();
  return (
    <header className="mb-6 border-b border-line pb-5">
      <h1 id="result-title" className="max-w-[60ch] text-2xl font-semibold tracking-tight wrap-any">
        {title}
      </h1>
      {isCut && (
        <details className="mt-2 max-w-[75ch] text-sm text-muted">
          <summary className="min-h-11 content-center md:min-h-6">{RESULT_PAGE.whole_objective}</summary>
          <p className="mt-1 wrap-any whitespace-pre-wrap">{mission.objective}</p>
        </details>
      )}
      {result !== null && result.summary !== '' && (
        <p className="mt-3 max-w-[70ch] text-lg wrap-any" data-verdict>
          {result.summary}
        </p>
      )}
      {result !== null && partial !== null && <PartialBadge text={partial} />}
      <Facts mission={mission} result={result} />
      {result !== null && <Takeaway result={result} title={mission.objective} />}
    </header>
  );
}

function Facts({ mission, result }: { readonly mission: Mission; readonly result: MissionResult | null }) {
  const row = resultRow(mission, useNow(TICK_MS));
  return (
    <p className="mt-3 text-sm text-muted">
      {result !== null && (
        <>
          <span className="print:hidden" title={momentText(toEpochMs(result.created_at))}>
            {[RESULT_FACTS.made(row.madeText), row.type, ...row.facts].join(' · ')}
            {' · '}
          </span>
          <span className="hidden print:inline">
            {[momentText(toEpochMs(result.created_at)), row.type, ...row.facts].join(' · ')}
          </span>
        </>
      )}
      <Link href={`/m/${mission.mission_id}`} className="text-accent underline underline-offset-2 print:hidden">
        {RESULT_PAGE.mission}
      </Link>
    </p>
  );
}

function Takeaway({ result, title }: { readonly result: MissionResult; readonly title: string }) {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(documentOf(result, title));
    } catch {
      // Forbidden on this page or by this browser; the text itself is selectable.
      return announce('copy', RESULT_PAGE.copy_failed);
    }
    announce('copy', RESULT_PAGE.copied_spoken);
  };
  return (
    <div className="mt-4 flex flex-wrap gap-2 print:hidden">
      <Button onClick={() => void copy()}>
        <Copy className="size-4" aria-hidden />
        {RESULT_PAGE.copy}
      </Button>
      <Button onClick={() => saveFile(fileNameOf(title, 'md'), documentOf(result, title), 'text/markdown')}>
        <Download className="size-4" aria-hidden />
        <span>
          <span className="max-sm:sr-only">{RESULT_PAGE.download} </span>
          {RESULT_PAGE.md}
        </span>
      </Button>
      <Button onClick={() => saveFile(fileNameOf(title, 'json'), jsonOf(result), 'application/json')}>
        <Download className="size-4" aria-hidden />
        <span>
          <span className="max-sm:sr-only">{RESULT_PAGE.download} </span>
          {RESULT_PAGE.json}
        </span>
      </Button>
      <Button onClick={() => print()}>
        <Printer className="size-4" aria-hidden />
        {RESULT_PAGE.print}
      </Button>
    </div>
  );
}
