/** What of a mission its page shows in its middle. */
export const VIEWS = ['steps', 'timeline', 'events', 'result'] as const;
export type ViewName = (typeof VIEWS)[number];

/** Where on a mission's page somebody is. It is the address, so that a link opens there and the back button goes back. */
export interface MissionPlace {
  /** Null where nothing is chosen: the page then shows what is of most use now. */
  readonly view: ViewName | null;
  /** The step that is looked at; in the events, the one whose events are shown. */
  readonly step: number | null;
  /** The attempt of that step, where it is not the newest. */
  readonly attempt: number | null;
}

/** A mission has fewer; what is larger is no number of a step. */
const MOST_STEPS = 1_000_000_000;

export function placeOf(search: string): MissionPlace {
  const asked = new URLSearchParams(search);
  return {
    view: VIEWS.find((view) => view === asked.get('view')) ?? null,
    step: indexOf(wholeNumber(asked.get('step'))),
    attempt: wholeNumber(asked.get('attempt')),
  };
}

/** Steps are counted from 1 wherever people see them. */
export function addressOf(id: string, { view, step, attempt }: Partial<MissionPlace>): string {
  const asked = new URLSearchParams();
  if (view !== undefined && view !== null) asked.set('view', view);
  if (step !== undefined && step !== null) asked.set('step', String(step + 1));
  if (attempt !== undefined && attempt !== null) asked.set('attempt', String(attempt));
  const search = asked.toString();
  return `/m/${encodeURIComponent(id)}${search === '' ? '' : `?${search}`}`;
}

function indexOf(number: number | null): number | null {
  return number === null ? null : number - 1;
}

function wholeNumber(text: string | null): number | null {
  const number = text !== null && /^\d+$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= MOST_STEPS ? number : null;
}

interface Situation {
  /** There was a result when the page was opened. */
  readonly hadResult: boolean;
  /** Whether the steps stand at the left, whatever is chosen. */
  readonly isWide: boolean;
}

/**
 * What to show where nothing is chosen: the result if the page was opened upon one, else what moves. A result that comes
 * while somebody reads is offered to them, and takes nothing away.
 */
export function shownView({ view }: MissionPlace, { hadResult, isWide }: Situation): ViewName {
  if (view !== null) return view;
  if (hadResult) return 'result';
  return isWide ? 'events' : 'steps';
}
