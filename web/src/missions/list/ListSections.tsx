import { EllipsisVertical } from 'lucide-react';
import { memo } from 'react';
import type { Mission } from '../../../../functions/src/schema/mission.ts';
import type { Known } from '../../shell/useFreshness.ts';
import { useStore } from '../../store.ts';
import { COMMAND_WORDS } from '../../words/actions.ts';
import { SECTION_WORDS, SORT_WORDS } from '../../words/list.ts';
import { MENU_WORDS, ORDER_WORDS, PICK_WORDS } from '../../words/listTools.ts';
import { type CommandState, useCommand } from '../commands.ts';
import { ABOUT_TO_START, type EtaView } from '../etaText.ts';
import { ListPart } from '../ListPart.tsx';
import type { ListSort } from '../listFilter.ts';
import { MissionRow } from '../MissionRow.tsx';
import type { MissionDigest } from '../missionDigest.ts';
import { agedBy, missionGlance } from '../missionGlance.ts';
import { subTextOf } from '../missionView.ts';
import { NO_ETA } from '../noEta.ts';
import type { ShownEta } from '../shownEta.ts';
import { type ListOrder, sectionsOf } from './listOrder.ts';
import type { ListRow } from './listRows.ts';
import { menuFor, peeked } from './rowStores.ts';
import { picked, togglePick } from './selection.ts';

/** Fewer rows cost less to lay out than to leave out. */
const MANY = 40;

interface Props {
  readonly places: ListOrder<ListRow>['places'];
  readonly sort: ListSort;
  readonly etas: ReadonlyMap<string, ShownEta>;
  readonly known: Known;
  /** What is known of one row, where that is less than of the list. */
  readonly knownOf: (digest: MissionDigest) => Known;
  readonly isStale: boolean;
}

/** The rows under the names of their parts. */
export function ListSections({ places, sort, etas, known, knownOf, isStale }: Props) {
  return (
    <div className="space-y-7" data-long={places.length > MANY ? true : undefined}>
      {sectionsOf(places, sort).map(({ section, places: own }) => (
        <ListPart
          key={section ?? sort}
          id={section ?? sort}
          title={section === null ? SORT_WORDS[sort] : SECTION_WORDS[section]}
          count={own.length}
          asOf={known.asOf}
        >
          {own.map(({ row, isGone }) => (
            <LiveRow
              key={row.id}
              row={row}
              eta={etaOf(row, etas)}
              now={knownOf(row.digest).now}
              clock={known.clock}
              isStale={isStale}
              isGone={isGone}
            />
          ))}
        </ListPart>
      ))}
    </div>
  );
}

/** Of what is being started the document says still that it needs its owner. */
function etaOf({ id, mission, status }: ListRow, etas: ReadonlyMap<string, ShownEta>): EtaView {
  if (mission !== null && mission.status !== status) return ABOUT_TO_START;
  return etas.get(id)?.view ?? NO_ETA;
}

interface RowProps {
  readonly row: ListRow;
  readonly eta: EtaView;
  /** Up to when it is known what the mission does. */
  readonly now: number;
  /** The time. */
  readonly clock: number;
  readonly isStale: boolean;
  readonly isGone?: boolean;
}

/** Drawn anew only when its own mission changed or the clock ticked: ninety-nine others may move meanwhile. */
export const LiveRow = memo(function LiveRow(props: RowProps) {
  const { mission } = props.row;
  return mission === null ? <RowFace {...props} said="" /> : <CommandedRow {...props} mission={mission} />;
});

/** A row that says what is being done to it, from the press on. */
function CommandedRow({ mission, ...props }: RowProps & { readonly mission: Mission }) {
  const { pending, problem } = useCommand(mission);
  return <RowFace {...props} said={commandText(pending, problem)} />;
}

function commandText(pending: CommandState['pending'], problem: CommandState['problem']): string {
  if (problem !== null) return `${problem.detail} ${problem.next}`;
  if (pending === null || pending.command === 'answer' || pending.command === 'edit') return '';
  return COMMAND_WORDS[pending.command].busy;
}

function RowFace({ row, eta, now, clock, isStale, isGone = false, said }: RowProps & { readonly said: string }) {
  const isPicked = useStore(picked).has(row.id);
  const isPeeked = useStore(peeked) === row.id;
  const glance = agedBy(missionGlance(row.digest, now), clock);
  const subText = row.mission === null ? '' : subTextOf(row.mission);
  const view = { ...glance, eta, subText, said: isGone ? ORDER_WORDS.gone : said };
  const look = [
    'row-live',
    isGone ? 'grayscale' : '',
    isPicked ? 'bg-accent/8' : '',
    isPeeked ? 'shadow-[inset_3px_0_0_var(--running)]' : '',
  ];
  return (
    <MissionRow
      row={view}
      isStale={isStale}
      look={look.filter(Boolean).join(' ')}
      lead={isGone ? null : <Pick id={row.id} title={row.objective} isPicked={isPicked} />}
      tail={isGone ? null : <MenuButton id={row.id} title={row.objective} />}
    />
  );
}

/** The label is larger than its box: a finger's width on phones. */
function Pick({ id, title, isPicked }: { readonly id: string; readonly title: string; readonly isPicked: boolean }) {
  return (
    <label title={PICK_WORDS.meaning} className="relative z-[1] -m-3 grid size-11 place-items-center">
      <span className="sr-only">{PICK_WORDS.pick(title)}</span>
      <input
        type="checkbox"
        data-pick={id}
        checked={isPicked}
        onChange={(event) => togglePick(id, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
        className="size-[1.125rem] accent-accent"
      />
    </label>
  );
}

function MenuButton({ id, title }: { readonly id: string; readonly title: string }) {
  const isOpen = useStore(menuFor) === id;
  return (
    <button
      type="button"
      data-menu={id}
      aria-label={MENU_WORDS.button(title)}
      title={MENU_WORDS.menu}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={() => menuFor.set(isOpen ? null : id)}
      className={`relative z-[1] grid size-11 place-items-center rounded-lg text-muted hover:bg-track/60 hover:text-text md:size-9 ${isOpen ? 'row-menu-anchor' : ''}`}
    >
      <EllipsisVertical className="size-[1.125rem]" aria-hidden />
    </button>
  );
}
