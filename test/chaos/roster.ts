import { isOver } from '../../functions/src/core/allowed.ts';
import type { Sighting } from './record.ts';

/** The missions of a campaign, as the parent last saw them. */
export class Roster {
  readonly #last = new Map<string, Sighting | null>();

  add(missionId: string): void {
    if (!this.#last.has(missionId)) this.#last.set(missionId, null);
  }

  see(sighting: Sighting): void {
    const last = this.#last.get(sighting.missionId);
    if (last === undefined || (last !== null && last.seq > sighting.seq)) return;
    this.#last.set(sighting.missionId, sighting);
  }

  get all(): readonly string[] {
    return [...this.#last.keys()];
  }

  get open(): readonly string[] {
    return this.all.filter((id) => !this.isOver(id));
  }

  isOver(missionId: string): boolean {
    const last = this.#last.get(missionId);
    return last !== null && last !== undefined && isOver(last);
  }

  last(missionId: string): Sighting | null {
    return this.#last.get(missionId) ?? null;
  }
}
