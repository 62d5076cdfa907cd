import { createMission } from '../../functions/src/missions/createMission.ts';
import type { Mission } from '../../functions/src/schema/mission.ts';
import { addMs } from '../../functions/src/schema/time.ts';
import { chanceOf } from './chance.ts';
import { ownerOf, patiently, tell } from './deeds.ts';
import { scriptOf } from './script.ts';
import { pause, type Stage } from './stage.ts';
import { type Whim, whimsOf, whimUpon } from './whims.ts';

/** Missions that are under way at once; more would only wait for the runners. */
const MAX_OPEN = 80;
const CREATORS = 6;

/** The owners of a campaign: they create missions, change their minds, and answer what is asked. */
export class Owners {
  readonly #stage: Stage;
  readonly #storm: AbortSignal;
  readonly #minds = new Set<Promise<void>>();
  readonly #answered = new Set<string>();

  constructor(stage: Stage, storm: AbortSignal) {
    this.#stage = stage;
    this.#storm = storm;
    stage.roster.onSee((mission) => this.#see(mission));
  }

  /** Creates `count` missions, each approved and executed at once. */
  async create(count: number): Promise<void> {
    const numbers = Array.from({ length: count }, (_, index) => index + 1).values();
    const creator = async (): Promise<void> => {
      for (const number of numbers) {
        while (this.#stage.roster.open.length >= MAX_OPEN && !this.#storm.aborted) await pause(50, this.#storm);
        if (this.#storm.aborted) return;
        const missionId = `chaos-${String(number).padStart(5, '0')}`;
        await this.#start(missionId);
        for (const whim of whimsOf(this.#stage.seed, missionId)) this.#have(missionId, whim);
      }
    };
    await Promise.all(Array.from({ length: CREATORS }, creator));
  }

  /** Resolves once every whim was had, or dropped at the end of the storm. */
  async settled(): Promise<void> {
    while (this.#minds.size > 0) await Promise.all(this.#minds);
  }

  async #start(missionId: string): Promise<void> {
    const { seed, deps, clock } = this.#stage;
    const { type, priority, notBeforeMs } = scriptOf(seed, missionId);
    const request = {
      ...{ type, mission_id: missionId, objective: 'Survive', scope: { allowed_domains: ['example.org'] }, priority },
      ...(notBeforeMs === null ? {} : { not_before: addMs(clock.now(), notBeforeMs) }),
    };
    const owner = ownerOf(seed, missionId);
    await patiently(this.#stage, async () => void (await createMission(deps, owner, request)));
    this.#stage.roster.add(missionId);
    await tell(this.#stage, missionId, { name: 'approve' });
    await tell(this.#stage, missionId, { name: 'execute' });
  }

  /** What a mission shows may call for a deed: an answer, going on, another attempt. Once for each occasion. */
  #see(mission: Mission): void {
    if (this.#storm.aborted) return;
    const occasion = `${mission.mission_id}/${mission.attempt}/${mission.status}/${mission.wait?.wait_id ?? mission.seq}`;
    if (this.#answered.has(occasion)) return;
    this.#answered.add(occasion);
    for (const whim of whimUpon(chanceOf(this.#stage.seed, 'upon', occasion), mission)) {
      this.#have(mission.mission_id, whim);
    }
  }

  #have(missionId: string, whim: Whim): void {
    const mind = this.#haveLater(missionId, whim).finally(() => this.#minds.delete(mind));
    this.#minds.add(mind);
  }

  async #haveLater(missionId: string, whim: Whim): Promise<void> {
    await pause(whim.afterMs, this.#storm);
    if (!this.#storm.aborted) await tell(this.#stage, missionId, whim.deed);
  }
}
