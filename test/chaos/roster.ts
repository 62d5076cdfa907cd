import { isOver } from '../../functions/src/core/allowed.ts';
import type { Mission } from '../../functions/src/schema/mission.ts';

/** The missions of a campaign, as the parent last saw them. */
export class Roster {
  readonly #last = new Map<string, Mission | null>();
  readonly #listeners: ((mission: Mission) => void)[] = [];

  add(missionId: string): void {
    if (!this.#last.has(missionId)) this.#last.set(missionId, null);
  }

  see(mission: Mission): void {
    const last = this.#last.get(mission.mission_id) ?? null;
    if (last !== null && last.seq > mission.seq) return;
    this.#last.set(mission.mission_id, mission);
    for (const listener of this.#listeners) listener(mission);
  }

  /** Every change that somebody saw, in the order of the history. */
  onSee(listener: (mission: Mission) => void): void {
    this.#listeners.push(listener);
  }

  get all(): readonly string[] {
    return [...this.#last.keys()];
  }

  get open(): readonly string[] {
    return this.all.filter((id) => {
      const last = this.last(id);
      return last === null || !isOver(last);
    });
  }

  last(missionId: string): Mission | null {
    return this.#last.get(missionId) ?? null;
  }
}
