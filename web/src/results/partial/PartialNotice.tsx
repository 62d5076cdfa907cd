import { CircleCheck, CircleDashed } from 'lucide-react';
import { Link } from 'wouter';
import { addressOf } from '../../missions/missionPlace.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PARTIAL_WORDS } from '../../words/partialResult.ts';
import { COLON } from '../../words/shared.ts';
import type { PartialView, SectionState } from './partialView.ts';

/** Which sections of a report are there and which are not, why it ended, and where it goes on. */
export function PartialNotice({
  id,
  view,
  why,
}: {
  readonly id: string;
  readonly view: PartialView;
  /** Why the mission failed; null where it was cancelled. */
  readonly why: { readonly message: string; readonly next: string | null } | null;
}) {
  return (
    <div className="mb-6 max-w-4xl" data-partial>
      <Notice
        tone="waiting"
        title={PARTIAL_WORDS.title}
        actions={
          <Link href={addressOf(id, {})} className={`${buttonClass('plain')} max-sm:w-full`}>
            {PARTIAL_WORDS.retry}
          </Link>
        }
      >
        {why !== null && (
          <p>
            {why.message} {why.next}
          </p>
        )}
        <p>{view.text}</p>
        {view.sections.length > 0 && (
          <ol className="mt-2 space-y-1" aria-label={PARTIAL_WORDS.sections}>
            {view.sections.map((section) => (
              <Section key={section.label} section={section} />
            ))}
          </ol>
        )}
      </Notice>
    </div>
  );
}

function Section({ section: { label, word, isWritten } }: { readonly section: SectionState }) {
  const Icon = isWritten ? CircleCheck : CircleDashed;
  return (
    <li data-section={word} className="flex items-start gap-2">
      <Icon className="mt-1 size-4 shrink-0 text-muted" aria-hidden />
      <span className={`min-w-0 wrap-any ${isWritten ? '' : 'text-muted'}`}>
        {label}
        {COLON}
        {word}
      </span>
    </li>
  );
}
