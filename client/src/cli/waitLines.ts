import type { ProgressAnswer } from '../wire.ts';
import { momentText } from '../words/duration.ts';
import { PROGRAM } from './program.ts';

/** What a waiting mission asks, and how to answer it; nothing of one that does not wait. */
export function waitLines({ wait, status, mission_id: id }: ProgressAnswer): string[] {
  if (wait === null) return [];
  if (status === 'paused') return [`It is paused: ${PROGRAM} resume ${id}`];
  switch (wait.kind) {
    case 'approval':
      return [
        `It asks: ${wait.question}`,
        ...wait.choices.map(({ choice, label }) => `  ${PROGRAM} answer ${id} ${choice}    ${label}`),
        `Until ${momentText(Date.parse(wait.expires_at))}; ${expiryText(wait.on_expiry)}`,
      ];
    case 'signal':
      return [
        `It waits for a signal: ${wait.question}`,
        `  ${PROGRAM} signal ${id} ${wait.signal} --payload '{}'`,
        `Until ${momentText(Date.parse(wait.expires_at))}; then it ${wait.on_expiry === 'fail' ? 'fails' : 'goes on'}.`,
      ];
    case 'time':
      return [`It waits until ${momentText(Date.parse(wait.until))}.`];
  }
}

function expiryText(choice: string | null): string {
  return choice === null ? 'then it fails.' : `then it takes "${choice}".`;
}
