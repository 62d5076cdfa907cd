/** What the keeper is told when it starts, as JSON in its one argument. */
export interface KeeperPlan {
  readonly args: readonly string[];
  readonly cwd: string;
  /** Removed when the suite has ended. */
  readonly configPath: string;
  readonly logPath: string;
  readonly hubPort: number;
  /** Where the data goes when the suite is stopped; null: it is thrown away. */
  readonly exportTo: string | null;
  readonly isVerbose: boolean;
}

/** `ready`: from now on there is data worth saving. `abandon`: end at once, save nothing. */
export type ToKeeper = 'ready' | 'stop' | 'abandon';

export type FromKeeper = { readonly saved: true } | { readonly saved: false; readonly reason: string };

export function readPlan(json: string): KeeperPlan {
  const plan: KeeperPlan = JSON.parse(json);
  return plan;
}
