import { type RefObject, useEffect, useRef, useState } from 'react';
import { ROW_TICK_MS, serverTime } from '../../clock.ts';
import { readSeed } from '../../seed.ts';
import { session } from '../../session.ts';
import { type Known, knownSince, useKnown } from '../../shell/useFreshness.ts';
import { useStore } from '../../store.ts';
import { announce } from '../../ui/announcer.ts';
import { useNeeding } from '../../ui/needing.ts';
import { ORDER_WORDS, TOOL_WORDS } from '../../words/listTools.ts';
import { filterHref, hasSection, isFiltering, type ListFilter } from '../listFilter.ts';
import type { MissionDigest } from '../missionDigest.ts';
import { starting } from '../starting.ts';
import { useConfirmed } from '../useConfirmed.ts';
import { useShownEtas } from '../useShownEta.ts';
import { BulkBar } from './BulkBar.tsx';
import { ListEnd } from './ListEnd.tsx';
import { ListSections } from './ListSections.tsx';
import { learnLabels } from './labels.ts';
import { type ListOrder, nextOrder } from './listOrder.ts';
import { type ListRow, type ReadyList, rowOf, shownRowOf } from './listRows.ts';
import { finderOf } from './listSearch.ts';
import { NewRowsButton } from './NewRowsButton.tsx';
import { NoneHere } from './NoneHere.tsx';
import { PeekPanel } from './PeekPanel.tsx';
import { RowMenu } from './RowMenu.tsx';
import { RowQuestion } from './RowQuestion.tsx';
import { dropPicks, showPickable } from './selection.ts';
import { useHeld } from './useHeld.ts';
import { useListKeys } from './useListKeys.ts';
import { useStatusCounts } from './useStatusCounts.ts';

interface Props {
  readonly live: ReadyList;
  readonly filter: ListFilter;
  readonly isStale: boolean;
  /** How many missions were asked for: if there are as many, there may be more. */
  readonly count: number;
  readonly onCount: (count: number) => void;
}

/** The list once the missions are known, with all that can be done in it. In a chunk of its own. */
export default function LiveList(props: Props) {
  const { statuses, type, tag, sort } = props.filter;
  // Another list has an order of its own; the words that are looked for only leave rows out.
  return <Ordered key={filterHref({ statuses, type, tag, sort })} {...props} />;
}

function Ordered({ live, filter, isStale, count, onCount }: Props) {
  const area = useRef<HTMLDivElement>(null);
  const { known, knownOf } = useKnownRows(live);
  const etas = useShownEtas(live.data, known, (mission) => knownOf(rowOf(mission).digest));
  const [older, setOlder] = useState<readonly ListRow[]>([]);
  const ids = useStore(starting);
  const shown = live.data.map((mission) => shownRowOf(mission, ids));
  const isLonger = useLonger(count, live.source === 'server');
  const { order, showNew } = useOrder(shown, { isFromServer: live.source === 'server', isLonger }, filter, area);
  const finds = finderOf(filter);
  const places = order.places.filter(
    ({ row, section }) => hasSection(filter, section) && (finds === null || finds(row.objective)),
  );
  const rows = [...places.filter((place) => !place.isGone).map(({ row }) => row), ...older];
  const isWhole = live.data.length < count;
  useListKeys(area);
  useNeeding(isFiltering(filter) ? 0 : rows.filter(({ section }) => section === 'needs_you').length);
  useStatusCounts(filter, shown, isWhole);
  useFound(filter, places.length, isWhole, order.isSettled);
  useEffect(() => {
    showPickable(rows);
    learnLabels(rows.map((row) => ({ type: row.type, tags: row.digest.tags })));
  });
  // What was selected in another list is out of sight here.
  useEffect(() => () => dropPicks(), []);
  return (
    <div className="xl:flex xl:items-start">
      <div className="min-w-0 flex-1" ref={area}>
        <NewRowsButton count={order.waiting.length} onShow={showNew} />
        {places.length === 0 ? (
          <NoneHere filter={filter} />
        ) : (
          <ListSections places={places} sort={filter.sort} {...{ etas, known, knownOf, isStale }} />
        )}
        <ListEnd live={live} filter={filter} count={count} onCount={onCount} onOlder={setOlder} now={known.clock} />
        <BulkBar filter={filter} isWhole={isWhole} />
      </div>
      <PeekPanel rows={rows} />
      <RowMenu rows={rows} />
      <RowQuestion rows={rows} />
    </div>
  );
}

/**
 * What is known of the list and of each row. Before the server has told of it the device's copies are as old as the last
 * time that it did; a row that another page has heard of since is newer. Their silence since then is the page's own.
 */
function useKnownRows(live: ReadyList): { readonly known: Known; readonly knownOf: (digest: MissionDigest) => Known } {
  const { uid } = useStore(session);
  const isConfirmed = useConfirmed(live);
  const [listedAt] = useState(() => (uid === null ? null : (readSeed(uid)?.listedAt ?? null)));
  const all = useKnown(ROW_TICK_MS);
  const since = listedAt === null ? oldestOf(live) : serverTime(listedAt);
  if (isConfirmed || since === null) return { known: all, knownOf: () => all };
  return {
    known: knownSince(all, since),
    knownOf: ({ updatedAt }) => knownSince(all, Math.max(since, updatedAt)),
  };
}

/** When the row that was told of least lately was so; null where all have ended, for nothing becomes of them unseen. */
function oldestOf({ data }: ReadyList): number | null {
  const moving = data.filter(({ finished_at: finishedAt }) => finishedAt === null);
  return moving.length === 0 ? null : Math.min(...moving.map((mission) => rowOf(mission).updatedAt));
}

/** Whether more rows were asked for, and the server has not sent them yet: what comes now is what somebody waits for. */
function useLonger(count: number, isFromServer: boolean): boolean {
  const [answered, setAnswered] = useState(count);
  if (answered !== count && isFromServer) setAnswered(count);
  return answered !== count;
}

/** The order as it is on screen, which depends on what was there before. */
function useOrder(
  rows: readonly ListRow[],
  { isFromServer, isLonger }: { readonly isFromServer: boolean; readonly isLonger: boolean },
  filter: ListFilter,
  area: RefObject<HTMLElement | null>,
) {
  const { isHeld, isIdle } = useHeld(area);
  const [isAsked, setAsked] = useState(false);
  const [shown, setShown] = useState<ListOrder<ListRow> | null>(null);
  const order = nextOrder(shown, {
    rows,
    sort: filter.sort,
    isHeld,
    isOpen: isAsked || isIdle || isLonger,
    isFromServer,
  });
  // Set while rendering: React draws again at once, and nobody sees the old order in between.
  if (order !== shown) setShown(order);
  if (isAsked) setAsked(false);
  const waiting = order.waiting.length;
  useEffect(() => {
    if (waiting > 0) announce('new-missions', ORDER_WORDS.new_said(waiting));
  }, [waiting]);
  return { order, showNew: () => setAsked(true) };
}

/** Says how many missions a filter leaves, once somebody has changed it. */
function useFound(filter: ListFilter, found: number, isWhole: boolean, isSettled: boolean): void {
  const href = filterHref(filter);
  const [said, setSaid] = useState(isFiltering(filter) ? '' : href);
  useEffect(() => {
    if (!isSettled || said === href) return;
    setSaid(href);
    announce('filter', isWhole ? TOOL_WORDS.announced(found) : TOOL_WORDS.announced_loaded(found));
  }, [isSettled, said, href, found, isWhole]);
}
