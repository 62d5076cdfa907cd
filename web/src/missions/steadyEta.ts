/** An estimate that changes faster than this is read as noise, and nobody believes the next one. */
const HOLD_MS = 5_000;

export interface SteadyEta {
  readonly text: string;
  readonly since: number;
}

/** What to show for the time left: the text on screen stays for 5 s, whatever the estimate does meanwhile. */
export function steadyEta(shown: SteadyEta | null, text: string, now: number): SteadyEta {
  if (shown === null) return { text, since: now };
  if (shown.text === text) return shown;
  // A reason is a fact (stalled, stopping, over), not an estimate: it shows at once, and so does its end.
  const isEstimate = text.endsWith(' left') && shown.text.endsWith(' left');
  return isEstimate && now - shown.since < HOLD_MS ? shown : { text, since: now };
}
