import { Bookmark, Pencil } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import { session } from '../../session.ts';
import { useStore } from '../../store.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { CHIP_MEANINGS, CHIP_WORDS, SORT_WORDS } from '../../words/list.ts';
import { SAVED_WORDS, TOOL_WORDS, UNKNOWN_FILTER } from '../../words/listTools.ts';
import { FILTERS, filterHref, isFiltering, isSameSet, type ListFilter, type ListSort } from '../listFilter.ts';
import { Choice } from './Choice.tsx';
import { choicesWith, knownLabels, recallLabels } from './labels.ts';
import { SaveFilterDialog } from './SaveFilterDialog.tsx';
import { loadSaved, savedAs, savedFilters } from './savedFilters.ts';

interface Props {
  readonly filter: ListFilter;
  readonly isSheetOpen: boolean;
  readonly onCloseSheet: () => void;
}

/** Type, tag, order and the filters that were saved: a line where there is room, a sheet on phones. */
export default function ListTools({ filter, isSheetOpen, onCloseSheet }: Props) {
  const { uid } = useStore(session);
  const [naming, setNaming] = useState<string | null>(null);
  useEffect(() => {
    if (uid === null) return;
    loadSaved(uid);
    recallLabels(uid);
  }, [uid]);
  const here = filterHref(filter);
  const name = () => setNaming(here);
  return (
    <>
      <ToolLine>
        <Choices filter={filter} />
        <Saved filter={filter} onName={name} />
        {isFiltering(filter) && (
          <Link href="/" className={buttonClass('quiet')}>
            {TOOL_WORDS.clear}
          </Link>
        )}
      </ToolLine>
      <UnknownFilter filter={filter} />
      {isSheetOpen && (
        <Dialog labelledBy="filters-title" onClose={onCloseSheet}>
          <h2 id="filters-title" className="mb-4 text-lg font-semibold">
            {TOOL_WORDS.title}
          </h2>
          <div className="grid gap-3">
            <StatusChoice filter={filter} />
            <Choices filter={filter} />
            <div className="flex flex-wrap gap-2">
              <Saved
                filter={filter}
                onName={() => {
                  onCloseSheet();
                  name();
                }}
              />
            </div>
          </div>
          <div className="mt-6 flex justify-end">
            <Button look="primary" onClick={onCloseSheet}>
              {TOOL_WORDS.done}
            </Button>
          </div>
        </Dialog>
      )}
      {naming !== null && uid !== null && (
        <SaveFilterDialog key={naming} uid={uid} href={naming} onClose={() => setNaming(null)} />
      )}
    </>
  );
}

/** It takes the focus over from what leaves it, such as the button that has saved a filter. */
function ToolLine({ children }: { readonly children: ReactNode }) {
  return (
    <div
      role="group"
      aria-label={TOOL_WORDS.title}
      tabIndex={-1}
      data-focus-home
      className="flex flex-wrap items-center gap-2 rounded-lg max-md:hidden"
    >
      {children}
    </div>
  );
}

/** What the address names and there is not must not pass for a filter that everything fits. */
function UnknownFilter({ filter }: { readonly filter: ListFilter }) {
  if (filter.unknown.length === 0) return null;
  return (
    <div className="mt-3">
      <Notice
        tone="waiting"
        title={UNKNOWN_FILTER.title}
        actions={
          <Link href={filterHref(filter)} className={buttonClass('plain')}>
            {UNKNOWN_FILTER.clear}
          </Link>
        }
      >
        <p>{UNKNOWN_FILTER.text(filter.unknown)}</p>
      </Notice>
    </div>
  );
}

function StatusChoice({ filter }: { readonly filter: ListFilter }) {
  const present = FILTERS.find(({ statuses }) => isSameSet(statuses, filter.statuses))?.id ?? '';
  const options = FILTERS.map(({ id }) => [id, CHIP_WORDS[id]] as const);
  return (
    <div>
      <Choice
        label={TOOL_WORDS.status}
        value={present}
        options={present === '' ? [['', filter.statuses.join(', ')] as const, ...options] : options}
        onChoose={(id) => {
          const statuses = FILTERS.find((each) => each.id === id)?.statuses;
          if (statuses !== undefined) navigate(filterHref({ ...filter, statuses }));
        }}
      />
      {present !== '' && <p className="mt-1 text-sm text-muted">{CHIP_MEANINGS[present]}</p>}
    </div>
  );
}

function Choices({ filter }: { readonly filter: ListFilter }) {
  const { types, tags } = useStore(knownLabels);
  const among = (known: readonly string[], own: string, any: string) => [
    ['', any] as const,
    ...choicesWith(known, own).map((each) => [each, each] as const),
  ];
  const sorts: (readonly [ListSort, string])[] = [
    ['newest', SORT_WORDS.newest],
    ['oldest', SORT_WORDS.oldest],
    ['updated', SORT_WORDS.updated],
    ['progress', SORT_WORDS.progress],
  ];
  return (
    <>
      <Choice
        label={TOOL_WORDS.type}
        value={filter.type}
        isGrowing
        options={among(types, filter.type, TOOL_WORDS.any_type)}
        onChoose={(type) => navigate(filterHref({ ...filter, type }))}
      />
      <Choice
        label={TOOL_WORDS.tag}
        value={filter.tag}
        isGrowing
        options={among(tags, filter.tag, TOOL_WORDS.any_tag)}
        onChoose={(tag) => navigate(filterHref({ ...filter, tag }))}
      />
      <Choice
        label={TOOL_WORDS.sort}
        value={filter.sort}
        options={sorts}
        onChoose={(sort) => navigate(filterHref({ ...filter, sort }))}
      />
    </>
  );
}

interface SavedProps {
  readonly filter: ListFilter;
  /** Gives it a name, or another one. */
  readonly onName: () => void;
}

function Saved({ filter, onName }: SavedProps) {
  const saved = useStore(savedFilters);
  const here = filterHref(filter);
  const present = savedAs(saved, here);
  return (
    <>
      {saved.length > 0 && (
        <nav aria-label={SAVED_WORDS.group} className="flex flex-wrap gap-1">
          {saved.map(({ name, href }) => (
            <Link
              key={name}
              href={href}
              aria-current={present?.name === name ? 'true' : undefined}
              className={`inline-flex min-h-11 max-w-48 items-center rounded-full border px-3 text-sm md:min-h-8 ${
                present?.name === name
                  ? 'border-text bg-text font-medium text-bg'
                  : 'border-line text-muted hover:bg-surface hover:text-text'
              }`}
            >
              <span className="truncate">{name}</span>
            </Link>
          ))}
        </nav>
      )}
      {present !== undefined && (
        <Button look="quiet" onClick={onName}>
          <Pencil className="size-4" aria-hidden />
          {SAVED_WORDS.edit_title}
        </Button>
      )}
      {present === undefined && here !== '/' && (
        <Button look="quiet" title={SAVED_WORDS.save_meaning} onClick={onName}>
          <Bookmark className="size-4" aria-hidden />
          {SAVED_WORDS.save}
        </Button>
      )}
    </>
  );
}
