import { ChevronRight, PencilLine } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { LOCALE } from '../../../../client/src/words/locale.ts';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import { announce } from '../../ui/announcer.ts';
import { useVisible } from '../../ui/useVisible.ts';
import { DRAFT_WORDS } from '../../words/drafts.ts';
import { type DraftPartView, draftParts, isUnfolded, writtenSince } from './draftView.ts';
import { useDraft } from './useDraft.ts';

const list = new Intl.ListFormat(LOCALE, { type: 'conjunction' });

/** The sections that a mission is writing, as they grow. Nothing while nothing is written. */
export default function DraftPanel({ mission }: { readonly mission: Mission }) {
  const parts = draftParts(mission, useDraft(mission));
  const [chosen, setChosen] = useState<ReadonlyMap<number, boolean>>(new Map());
  useWrittenSaid(parts);
  if (parts.length === 0) return null;
  return (
    // It grows by the second: it is read by whoever goes there, and said only when a section is done.
    <section aria-labelledby="draft-title" aria-live="off" className="panel divide-y divide-line" data-drafts>
      <div className="px-4 py-3">
        <h2 id="draft-title" className="flex items-center gap-2 text-base font-semibold">
          <PencilLine className="size-4 shrink-0 text-muted" aria-hidden />
          {DRAFT_WORDS.title}
        </h2>
        <p className="mt-0.5 text-sm text-muted">{DRAFT_WORDS.hint}</p>
      </div>
      {parts.map((part) => {
        const isOpen = isUnfolded(part.index, parts.length, chosen);
        const toggle = () => setChosen(new Map([...chosen, [part.index, !isOpen]]));
        return <Part key={part.index} part={part} isOpen={isOpen} onToggle={toggle} />;
      })}
    </section>
  );
}

/** Says politely what was written to its end. What is missed while the page is hidden is in the history. */
function useWrittenSaid(parts: readonly DraftPartView[]): void {
  const isVisible = useVisible();
  const before = useRef(parts);
  useEffect(() => {
    // A page that is looked at again hears first what is being written by now.
    if (!isVisible) return;
    const written = writtenSince(before.current, parts);
    before.current = parts;
    if (written.length > 0) announce('mission-draft', DRAFT_WORDS.written(list.format(written)));
  }, [parts, isVisible]);
}

interface PartProps {
  readonly part: DraftPartView;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Part({ part, isOpen, onToggle }: PartProps) {
  const id = `draft-${part.index}`;
  return (
    <div data-draft={part.index}>
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={onToggle}
          className="flex min-h-11 w-full items-start gap-2 px-4 py-2.5 text-left hover:bg-surface"
        >
          <ChevronRight className={`mt-1 size-4 shrink-0 text-muted ${isOpen ? 'rotate-90' : ''}`} aria-hidden />
          <span className="min-w-0 flex-1 wrap-any font-medium">{part.heading}</span>
          <span className="mt-0.5 flex shrink-0 items-center justify-end gap-x-2 gap-y-1 text-sm text-muted max-sm:flex-col max-sm:items-end">
            <span data-tone="waiting" className="rounded-md border border-tone-line bg-tint px-1.5 text-tone">
              {DRAFT_WORDS.badge}
            </span>
            {part.sizeText}
          </span>
        </button>
      </h3>
      <div id={id} hidden={!isOpen}>
        {isOpen && <Text part={part} />}
      </div>
    </div>
  );
}

/** Nearer to the end than this is at the end: scroll positions are fractions of pixels. */
const AT_END_PX = 4;

/** The text in a box of its own, so that the page below it stands still; its end stays in view until somebody scrolls up. */
function Text({ part: { heading, text, isCut } }: { readonly part: DraftPartView }) {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    if (isAtEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight, behavior: 'instant' });
  }, [text]);
  return (
    <div
      ref={box}
      role="region"
      aria-label={DRAFT_WORDS.text_of(heading)}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < AT_END_PX;
      }}
      className="max-h-72 overflow-y-auto px-4 pb-4"
    >
      {isCut && <p className="mb-2 text-sm text-muted">{DRAFT_WORDS.end_only}</p>}
      <p className="max-w-[70ch] wrap-any whitespace-pre-wrap" data-draft-text>
        {text}
      </p>
    </div>
  );
}
