import { type KeyboardEvent, memo } from 'react';
import type { HistoryEntry } from '../../../../functions/src/schema/history.ts';
import { copyText } from '../../ui/copyText.ts';
import { KIND_MEANINGS } from '../../words/eventKinds.ts';
import { LOG_WORDS } from '../../words/missionViews.ts';
import { entryView } from '../missionHistory.ts';
import { isSameBlock, type LogBlock, lineText, linkParts, logBlocks } from './logFilter.ts';

/** About the height of a line that does not wrap: what is out of sight is taken to be so high until it was seen. */
const LINE_PX = 30;

/**
 * The lines, in blocks of a hundred that cost nothing while they are out of sight: find-in-page and screen readers still
 * find them, which a list that draws only what is in view would not allow. The newest is laid out as it is, for an
 * estimated height would move the end that is being followed.
 */
export function LogLines({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const blocks = logBlocks(entries);
  return (
    <div role="presentation" onKeyDown={moveAlong}>
      {blocks.map((block, at) => (
        <Block key={block.key} block={block} isNear={at >= blocks.length - 2} isEnd={at === blocks.length - 1} />
      ))}
    </div>
  );
}

interface BlockProps {
  readonly block: LogBlock;
  /** Near the end it is laid out as it is. */
  readonly isNear: boolean;
  readonly isEnd: boolean;
}

const Block = memo(
  function Lines({ block, isNear, isEnd }: BlockProps) {
    const lazy = { containIntrinsicBlockSize: `auto ${block.entries.length * LINE_PX}px` };
    return (
      <ol className={isNear ? '' : '[content-visibility:auto]'} style={isNear ? {} : lazy}>
        {block.entries.map((entry, at) => (
          <Line key={entry.seq} entry={entry} isStop={isEnd && at === block.entries.length - 1} />
        ))}
      </ol>
    );
  },
  (one, other) => one.isNear === other.isNear && one.isEnd === other.isEnd && isSameBlock(one.block, other.block),
);

function Line({ entry, isStop }: { readonly entry: HistoryEntry; readonly isStop: boolean }) {
  const view = entryView(entry);
  return (
    <li
      data-tone={view.tone}
      data-event={entry.seq}
      className="flex gap-x-3 px-4 py-1 text-sm max-sm:flex-wrap max-sm:py-1.5"
    >
      <button
        type="button"
        // One stop for Tab in all lines; the arrow keys go from line to line.
        tabIndex={isStop ? 0 : -1}
        title={`${view.moment}. ${LOG_WORDS.copyLine(view.time)}`}
        aria-label={LOG_WORDS.copyLine(view.time)}
        onClick={() => void copyText(lineText(entry))}
        className="min-h-6 shrink-0 self-start rounded font-mono text-[0.8125rem] leading-[1.6] text-muted hover:text-text hover:underline max-sm:-my-2.5 max-sm:min-h-11 max-sm:min-w-11"
      >
        <time dateTime={entry.timestamp}>{view.time}</time>
      </button>
      <span title={KIND_MEANINGS[entry.kind]} className="shrink-0 font-medium text-tone max-sm:self-center sm:w-14">
        {view.kind}
      </span>
      <span className="min-w-0 flex-1 wrap-any whitespace-pre-line max-sm:basis-full">
        {linkParts(view.message).map(({ text, href }, at) =>
          href === null ? (
            text
          ) : (
            <a
              // A line never changes, so that the place of a part is its name.
              key={`${at} ${href}`}
              href={href}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="text-accent underline underline-offset-2"
            >
              {text}
            </a>
          ),
        )}
      </span>
    </li>
  );
}

/** Up, down, Home and End among the lines, once one of them has the focus. */
function moveAlong(event: KeyboardEvent<HTMLDivElement>): void {
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('li > button')];
  const at = lines.findIndex((line) => line === document.activeElement);
  const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: lines.length - 1 }[event.key];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  lines[Math.min(lines.length - 1, Math.max(0, next))]?.focus();
}
