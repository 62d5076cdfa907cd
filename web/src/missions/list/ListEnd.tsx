import { useState } from 'react';
import { ageText } from '../../../../client/src/words/duration.ts';
import { useFreshness } from '../../shell/useFreshness.ts';
import { Button } from '../../ui/Button.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { MORE_WORDS } from '../../words/listTools.ts';
import { OFFLINE_REASON } from '../../words/shared.ts';
import { ListPart } from '../ListPart.tsx';
import { type ListFilter } from '../listFilter.ts';
import { NO_ETA } from '../noEta.ts';
import { MAX_ROWS, PAGE_ROWS } from '../useMissions.ts';
import { LiveRow } from './ListSections.tsx';
import type { ListRow, ReadyList } from './listRows.ts';
import { isSearchable } from './listSearch.ts';
import { useOlder } from './useOlder.ts';

/** With the live ones above, no more than two hundred rows are in the page at once. */
const MAX_OLDER_SHOWN = 100;

interface Props {
  readonly live: ReadyList;
  readonly filter: ListFilter;
  readonly count: number;
  readonly onCount: (count: number) => void;
  readonly onOlder: (rows: readonly ListRow[]) => void;
  readonly now: number;
}

/** What comes after the live rows: more of them, and beyond these the older ones, which the API lists. */
export function ListEnd(props: Props) {
  const { filter, live, count, onCount } = props;
  const isWhole = live.data.length < count;
  if (filter.sort !== 'newest') {
    return isWhole ? null : <Remark text={MORE_WORDS.sorted(live.data.length)} />;
  }
  if (isWhole) return null;
  if (isSearchable(filter.search)) return <Older key={filter.search} {...props} />;
  if (count < MAX_ROWS) {
    return (
      <div className="mt-6 text-center">
        <Button onClick={() => onCount(count + PAGE_ROWS)}>{MORE_WORDS.more}</Button>
      </div>
    );
  }
  return <Older key="all" {...props} />;
}

function Remark({ text }: { readonly text: string }) {
  return <p className="mt-6 text-center text-sm text-muted">{text}</p>;
}

function Older({ live, filter, onOlder, now }: Props) {
  const older = useOlder(filter, live.data, onOlder);
  const [page, setPage] = useState(0);
  const first = page * MAX_OLDER_SHOWN;
  const shown = older.rows.slice(first, first + MAX_OLDER_SHOWN);
  const hasNext = first + MAX_OLDER_SHOWN < older.rows.length;
  const isSearch = isSearchable(filter.search);
  const goOn = (): void => {
    if (hasNext || shown.length === MAX_OLDER_SHOWN) setPage(page + 1);
    if (!hasNext) older.load();
  };
  return (
    <div className="mt-7 space-y-4">
      {page > 0 && (
        <p className="text-center">
          <Button onClick={() => setPage(page - 1)}>{MORE_WORDS.newer}</Button>
        </p>
      )}
      {shown.length > 0 && older.asOf !== null && (
        <ListPart id="older" title={olderTitle(isSearch, ageText(older.asOf, now))} count={older.rows.length}>
          {shown.map((row) => (
            <LiveRow key={row.id} row={row} eta={NO_ETA} now={now} clock={now} isStale />
          ))}
        </ListPart>
      )}
      {older.problem !== null && <TroubleNotice problem={older.problem} />}
      <div className="space-y-2 text-center text-sm text-muted">
        {older.asOf === null && isSearch && <p>{MORE_WORDS.loaded(live.data.length)}</p>}
        {older.asOf !== null && older.rows.length === 0 && !older.isEnd && <p>{MORE_WORDS.nothing_older}</p>}
        {older.isEnd && !hasNext ? (
          <p>{isSearch ? MORE_WORDS.end_search : MORE_WORDS.end}</p>
        ) : (
          <OlderButton isBusy={older.isBusy} label={goOnLabel(isSearch, older.asOf !== null)} onPress={goOn} />
        )}
      </div>
    </div>
  );
}

interface OlderButtonProps {
  readonly isBusy: boolean;
  readonly label: string;
  readonly onPress: () => void;
}

function OlderButton({ isBusy, label, onPress }: OlderButtonProps) {
  const isOffline = useFreshness().isCutOff;
  return (
    <Button onClick={onPress} isBusy={isBusy} blocked={isOffline ? OFFLINE_REASON : null}>
      {isBusy ? MORE_WORDS.loading : label}
    </Button>
  );
}

function goOnLabel(isSearch: boolean, isBegun: boolean): string {
  if (!isSearch) return MORE_WORDS.older;
  return isBegun ? MORE_WORDS.search_on : MORE_WORDS.search;
}

function olderTitle(isSearch: boolean, age: string): string {
  return `${isSearch ? MORE_WORDS.older_found : MORE_WORDS.older_title} (${MORE_WORDS.as_of(age)})`;
}
