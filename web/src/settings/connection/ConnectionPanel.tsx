import type { ReactNode } from 'react';
import { secondText } from '../../../../client/src/words/duration.ts';
import { deviceTime, useNow } from '../../clock.ts';
import { connectionFigures } from '../../connectionFigures.ts';
import { connection, refreshNow, setPaused } from '../../connectionStore.ts';
import { pollTrouble } from '../../pollTrouble.ts';
import { ReconnectButton } from '../../shell/ReconnectButton.tsx';
import { useFreshness } from '../../shell/useFreshness.ts';
import { useStore } from '../../store.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { PILL_WORDS } from '../../words/connection.ts';
import { PANEL_WORDS } from '../../words/connectionPanel.ts';
import { LiveSwitches } from './LiveSwitches.tsx';
import { figureViews, logText, transitionViews } from './panelView.ts';

const TICK_MS = 1_000;

/** How the page keeps itself up to date: how it stands, what was measured, what happened, and what may be changed. */
export function ConnectionPanel() {
  return (
    <div className="space-y-6">
      <p className="max-w-[65ch] text-muted">{PANEL_WORDS.about}</p>
      <Now />
      <Part id="connection-settings" title={PANEL_WORDS.settings}>
        <LiveSwitches />
      </Part>
      <Figures />
      <Log />
    </div>
  );
}

function Now() {
  const { status, tone, word, since, cause, heard } = useFreshness();
  const { isPaused, isLiveOn, feeds } = useStore(connection);
  const { problem } = useStore(pollTrouble);
  const isIdle = status === 'idle';
  // A page without live values has nothing to pause or to ask for, with a network or without one.
  const hasNothing = feeds.size === 0;
  const blocked = hasNothing ? PANEL_WORDS.nothing_live : null;
  const canReconnect = isLiveOn && !isPaused;
  return (
    <div>
      <div data-tone={tone} className="panel px-4 py-3.5">
        <p className="flex items-center gap-2 font-semibold">
          <span className="size-2.5 shrink-0 rounded-full bg-tone" aria-hidden />
          <span>
            {word}
            {since !== '' && ` · ${since}`}
          </span>
        </p>
        <p className="mt-1 text-sm text-muted">{cause}</p>
        <p className="mt-1 text-sm text-muted">{isIdle ? PANEL_WORDS.device_online : heard}</p>
        {hasNothing && <p className="mt-1 text-sm text-muted">{PANEL_WORDS.idle}</p>}
        {problem !== null && <p className="mt-1 text-sm wrap-any text-muted">{problem}</p>}
      </div>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button onClick={() => setPaused(!isPaused)} blocked={isPaused ? null : blocked}>
          {isPaused ? PILL_WORDS.resume : PANEL_WORDS.pause}
        </Button>
        {/* As in the pill: what is connected anew is asked too, so there is one button for both. */}
        {canReconnect ? (
          <ReconnectButton blocked={blocked} />
        ) : (
          <Button onClick={refreshNow} blocked={blocked}>
            {PILL_WORDS.refresh}
          </Button>
        )}
      </div>
    </div>
  );
}

function Figures() {
  const figures = useFigures();
  return (
    <Part id="connection-figures" title={PANEL_WORDS.figures}>
      <table className="panel block w-full text-sm">
        <caption className="sr-only">{PANEL_WORDS.figures}</caption>
        <tbody className="block divide-y divide-line">
          {figures.map(({ label, value }) => (
            <tr key={label} className="grid gap-x-4 px-4 py-2 sm:grid-cols-2">
              <th scope="row" className="text-left font-normal text-muted">
                {label}
              </th>
              <td className="wrap-any">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

function useFigures() {
  const now = deviceTime(useNow(TICK_MS));
  return figureViews(useStore(connection), useStore(connectionFigures), useStore(pollTrouble), now);
}

function Log() {
  const { transitions } = useStore(connectionFigures);
  const figures = useFigures();
  const since = PANEL_WORDS.log_since(secondText(performance.timeOrigin));
  const copy = <CopyButton text={logText(transitions, figures)} label={PANEL_WORDS.copy} />;
  if (transitions.length === 0) {
    return (
      <Part id="connection-log" title={PANEL_WORDS.log}>
        <p className="text-sm text-muted">
          {since} {PANEL_WORDS.log_empty}
        </p>
      </Part>
    );
  }
  return (
    <Part id="connection-log" title={PANEL_WORDS.log} aside={copy}>
      <p className="mb-2 text-sm text-muted">{since}</p>
      <div
        className="panel max-h-72 overflow-y-auto"
        // A scrolling region without a link in it must be in reach of the keyboard.
        tabIndex={0}
        role="group"
        aria-labelledby="connection-log"
      >
        <table className="w-full text-sm">
          <thead className="sr-only">
            <tr>
              <th scope="col">{PANEL_WORDS.when}</th>
              <th scope="col">{PANEL_WORDS.what}</th>
            </tr>
          </thead>
          <tbody>
            {transitionViews(transitions).map(({ time, text }, index) => (
              <tr key={transitions.length - index} className="border-b border-line last:border-b-0">
                <td className="w-24 py-2 pl-4 align-top whitespace-nowrap text-muted tabular-nums">{time}</td>
                <td className="py-2 pr-4 pl-3 wrap-any">{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  );
}

interface PartProps {
  readonly id: string;
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

function Part({ id, title, aside, children }: PartProps) {
  return (
    <section aria-labelledby={id}>
      <div className="mb-2 flex min-h-9 items-center justify-between gap-3">
        <h3 id={id} className="font-semibold">
          {title}
        </h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
