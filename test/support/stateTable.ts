import { allowedCommands } from '../../functions/src/core/allowed.ts';
import type { MissionEventType, Outcome } from '../../functions/src/core/events.ts';
import { nextState } from '../../functions/src/core/nextState.ts';
import { EVENTS, NOW, STATES, type State } from './states.ts';

/** The parts that docs/state-machine.md shows the table in: whose events they are. */
export const TABLES = {
  owner: [
    'edited',
    'approved',
    'execute_requested',
    'pause_requested',
    'resume_requested',
    'cancel_requested',
    'retry_requested',
    'answered',
    'signalled',
  ],
  others: ['overdue', 'admitted', 'claimed', 'reported'],
  runner: [
    'renewed',
    'progressed',
    'items_completed',
    'step_completed',
    'step_failed',
    'retried',
    'step_waited',
    'released',
    'stopped',
  ],
} as const satisfies Record<string, readonly MissionEventType[]>;

/** What an event does in a state, in the table's words. */
export function cell(state: State, type: MissionEventType): string {
  const outcome = nextState(STATES[state](), EVENTS[type], NOW);
  if (outcome.kind === 'refused') return 'refused';
  return outcome.kind === 'ignored' ? outcome.reason : appliedCell(outcome);
}

function appliedCell(outcome: Extract<Outcome, { kind: 'applied' }>): string {
  const more = [
    ...(outcome.ledger === null ? [] : ['ledger']),
    ...(outcome.items.length === 0 ? [] : ['items']),
    ...outcome.effects.map(({ kind }) => kind),
  ];
  return [`**${outcome.mission.status}**`, ...more].join(' + ');
}

/** One part of the table as markdown: a row a state; beside the owner's events what the status allows. */
export function tableText(part: keyof typeof TABLES): string {
  const types = TABLES[part];
  const head = ['State', ...types.map((type) => `\`${type}\``), ...(part === 'owner' ? ['Allowed'] : [])];
  const states = Object.keys(STATES).filter((name): name is State => name in STATES);
  const rows = states.map((state) => [
    state,
    ...types.map((type) => cell(state, type)),
    ...(part === 'owner' ? [allowedCommands(STATES[state]()).join(', ') || 'nothing'] : []),
  ]);
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
