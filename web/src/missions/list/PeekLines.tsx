import { secondText } from '../../../../client/src/words/duration.ts';
import type { HistoryEntry } from '../../../../functions/src/schema/history.ts';
import { toEpochMs } from '../../../../functions/src/schema/time.ts';
import { type LiveMemory, useLive } from '../../live.ts';
import { session } from '../../session.ts';
import { useStore } from '../../store.ts';
import { PEEK_WORDS } from '../../words/listTools.ts';
import { HISTORY_KIND_WORDS } from '../../words/shared.ts';

/** Each is a read, and so is each new one. */
const LINES = 5;

const memory: LiveMemory<HistoryEntry[]> = new Map();

/** What was last written down of a mission, newest first. */
export function PeekLines({ id }: { readonly id: string }) {
  const { uid } = useStore(session);
  const key = uid === null ? null : `${uid} ${id}`;
  const live = useLive(memory, key, (data, emit) => data.watchNewestEvents(uid ?? '', id, LINES, emit));
  if (live.state !== 'ready') return null;
  return (
    <section aria-labelledby="peek-lines">
      <h3 id="peek-lines" className="mb-1.5 text-sm font-semibold">
        {PEEK_WORDS.lines}
      </h3>
      {live.data.length === 0 && <p className="text-sm text-muted">{PEEK_WORDS.no_lines}</p>}
      <ol className="space-y-1 text-sm">
        {live.data.map((entry) => (
          <li key={entry.seq} className="flex gap-3">
            <span className="shrink-0 text-muted">{secondText(toEpochMs(entry.timestamp))}</span>
            <span className="line-clamp-2 min-w-0 wrap-any">{entry.message || HISTORY_KIND_WORDS[entry.kind]}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
