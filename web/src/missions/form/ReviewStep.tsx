import { useNow } from '../../clock.ts';
import { session } from '../../session.ts';
import { useStore } from '../../store.ts';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { REVIEW } from '../../words/missionForm.ts';
import type { MissionDraft } from './missionDraft.ts';
import { changesOf, requestTexts, reviewOf } from './reviewView.ts';
import type { MissionForm } from './useMissionForm.ts';

const TICK_MS = 15_000;

interface Props {
  readonly form: MissionForm;
  /** What an edit began with. */
  readonly base?: MissionDraft | null;
}

/** What will happen in plain words, and the same as a request. With `base`, what an edit changes. Of what is wrong it says nothing: that stands above. */
export function ReviewStep({ form, base = null }: Props) {
  const now = useNow(TICK_MS);
  const { draft } = form;
  const wrong = form.wrong().map(({ field }) => field);
  const changes = base === null ? [] : changesOf(base, draft, now, wrong);
  return (
    <div className="space-y-6">
      {base !== null && <Lines title={REVIEW.changes} lines={changes} none={REVIEW.unchanged} />}
      <Lines title={REVIEW.title} lines={reviewOf(draft, now, wrong)} none="" />
      {base === null && wrong.length > 0 && <p className="text-sm text-muted">{REVIEW.no_request}</p>}
      {base === null && wrong.length === 0 && <AsRequest draft={draft} />}
    </div>
  );
}

interface LinesProps {
  readonly title: string;
  readonly lines: readonly string[];
  readonly none: string;
}

function Lines({ title, lines, none }: LinesProps) {
  return (
    <section>
      <h3 className="mb-1.5 font-medium">{title}</h3>
      {lines.length === 0 ? (
        <p className="text-muted">{none}</p>
      ) : (
        <ul className="space-y-1.5">
          {lines.map((line) => (
            <li key={line} className="wrap-any">
              {line}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function AsRequest({ draft }: { readonly draft: MissionDraft }) {
  const who = useStore(session);
  const isLocal = who.phase === 'in' && who.isLocal;
  const { json, curl } = requestTexts(draft, location.origin, isLocal);
  return (
    <>
      <details className="panel px-4 py-2">
        <summary className="min-h-9 content-center font-medium">{REVIEW.json}</summary>
        <div className="flex items-start gap-1 pb-2">
          <pre className="min-w-0 flex-1 py-2 font-mono text-[0.8125rem] wrap-any whitespace-pre-wrap">{json}</pre>
          <CopyButton text={json} label={REVIEW.json_copy} />
        </div>
      </details>
      <CommandLine title={REVIEW.curl} command={curl} />
    </>
  );
}
