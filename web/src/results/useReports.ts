import { useEffect, useEffectEvent } from 'react';
import { connectionStatus } from '../connection.ts';
import { connection } from '../connectionStore.ts';
import { loadData } from '../loadData.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import { createReportMemory, type KnownReports } from './reportMemory.ts';
import { type Finished, reportOf } from './resultFacts.ts';
import { letGo, picks } from './resultPicks.ts';

/** Until the page is live nobody answers; then this is how late it is noticed. */
const LOOK_EVERY_MS = 1_000;

const memory = createReportMemory(async (uid, id) => (await loadData()).ledgerCalls.hasResult(uid, id));

/**
 * Which of these missions left a report, as far as it is known: of an external one its worker decides. One read for each
 * of those, once in a visit, while the page is live; the reports themselves stay where they are.
 */
export function useReports(missions: readonly Finished[]): KnownReports {
  const { uid, phase } = useStore(session);
  const known = useStore(memory.known);
  const unknown = missions
    .filter((mission) => reportOf(mission, known) === 'unknown')
    .map(({ mission_id: id }) => id)
    .filter((id) => !known.has(id));
  const ask = useEffectEvent((owner: string) => {
    if (document.hidden || connectionStatus(connection.get(), Date.now()) !== 'live') return;
    for (const id of unknown) void memory.ask(owner, id);
  });
  const which = unknown.join();
  useEffect(() => {
    if (uid === null || phase !== 'in' || which === '') return;
    ask(uid);
    const timer = setInterval(() => ask(uid), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [uid, phase, which]);
  useEffect(() => {
    // It was chosen before that was known.
    for (const mission of picks.get()) if (reportOf(mission, known) === 'none') letGo(mission.mission_id);
  }, [known]);
  return known;
}

/** What is known now, for who does not draw it. */
export function knownReports(): KnownReports {
  return memory.known.get();
}
