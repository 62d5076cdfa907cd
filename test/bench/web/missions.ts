import { setTimeout as delay } from 'node:timers/promises';
import type { Firestore } from 'firebase-admin/firestore';

/** Missions of the suite's local user, whom the page is signed in as. */
export interface Missions {
  /** A mission that is under way and stays so: its worker, who is nobody, has done one of its steps. */
  begin(objective: string): Promise<string>;
  propose(objective: string): Promise<string>;
  /** Its worker says something: one change of what its page shows, and an entry in its history. */
  say(id: string, message: string): Promise<void>;
  /** A mission of so many steps of which all but the last are done: an entry or two in its history for each. */
  beginLong(objective: string, steps: number): Promise<string>;
  /** The same words written straight into its document: nothing between the clock and the database. */
  write(id: string, message: string): Promise<void>;
}

const STEPS = ['fetch', 'convert', 'compare', 'upload'];
const PATIENT = { stalled_after_seconds: 3_600, failed_after_seconds: 7_200 };

export function missionsOf(origin: string, db: Firestore): Missions {
  const ask = async (path: string, body: unknown = {}): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    const said: Record<string, unknown> = await answer.json();
    return said;
  };
  const propose = async (objective: string, steps: readonly string[] = STEPS): Promise<string> => {
    const external = { steps: steps.map((name) => ({ name })), ...PATIENT };
    const { mission_id: id } = await ask('/missions/create', { objective, type: 'external', external });
    return String(id);
  };
  const start = async (id: string): Promise<string> => {
    await ask(`/missions/${id}/approve`);
    await ask(`/missions/${id}/execute`);
    return id;
  };
  const report = (id: string, step: number, body: unknown) => ask(`/missions/${id}/steps/${step}`, body);
  const worker = 'bench';
  let seq = 1_000_000;
  let said = 0;
  return {
    propose,
    async begin(objective) {
      const id = await start(await propose(objective));
      await report(id, 0, { worker, status: 'completed' });
      await report(id, 1, { worker, status: 'started', message: 'letters of 1912' });
      return id;
    },
    async say(id, message) {
      said += 1;
      await report(id, 1, { worker, status: 'progress', done: said, message });
    },
    async beginLong(objective, steps) {
      const names = Array.from({ length: steps }, (_, index) => `part ${index + 1}`);
      const id = await start(await propose(objective, names));
      for (let index = 0; index < steps - 1; index += 1) await report(id, index, { worker, status: 'completed' });
      return id;
    },
    async write(id, message) {
      seq += 1;
      await db.doc(`missions/${id}`).update({ 'execution_record.progress_tracker.current_step.message': message, seq });
    },
  };
}

/** Waits until `look` answers something. */
export async function until<T>(what: string, look: () => Promise<T | null>, patienceMs = 30_000): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`waited ${patienceMs} ms for ${what}`);
    await delay(20);
  }
}
