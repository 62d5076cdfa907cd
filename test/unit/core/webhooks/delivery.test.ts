import { describe, expect, it } from 'vitest';
import {
  BACKOFF_MS,
  DELIVERY_LEASE_MS,
  type DeliveryChange,
  earlyBy,
  MAX_TRIES,
  newDelivery,
  nextDelivery,
  SEND_LIMIT_MS,
} from '../../../../functions/src/core/delivery.ts';
import {
  type Delivery,
  type DeliveryAttempt,
  delivery as deliverySchema,
} from '../../../../functions/src/schema/delivery.ts';
import { addMs, msBetween } from '../../../../functions/src/schema/time.ts';
import { at, START } from '../../../support/missions.ts';

const NEW = newDelivery(
  {
    ...{ deliveryId: 'msg_12345678', webhookId: 'hook', owner: 'anna', missionId: 'mission-1' },
    ...{ event: 'mission.completed', body: '{}' },
  },
  START,
);
const NOW = at(1);

const attempt = (status: number | null, error: string | null = null): DeliveryAttempt => ({
  ...{ at: NOW, duration_ms: 20, status_code: status, error, excerpt: null },
});
const TAKEN = attempt(204);
const REFUSED = attempt(500, 'It answered 500.');

function after(delivery: Delivery, change: DeliveryChange, now = NOW): Delivery {
  const outcome = nextDelivery(delivery, change, now);
  if (outcome.kind !== 'applied') throw new Error(`${change.type} was ignored: ${outcome.reason}`);
  return outcome.delivery;
}

const CLAIMED = { type: 'claimed', holder: 'one' } as const;
const held = (): Delivery => after(NEW, CLAIMED, START);
const tried = (of: DeliveryAttempt, holder = 'one'): DeliveryChange => ({
  type: 'tried',
  holder,
  attempt: of,
  chance: 0,
});

/** Every state that behaves differently, at {@link NOW}. */
const STATES: Readonly<Record<string, () => Delivery>> = {
  due: () => NEW,
  'taken up': held,
  'taken up, its sender gone': () => after({ ...NEW, next_try_at: at(-60) }, CLAIMED, at(-60)),
  'to be tried later': () => after(held(), tried(REFUSED)),
  'out of tries': () => ({ ...held(), tries: MAX_TRIES - 1 }),
  'past its moment': () => ({ ...NEW, wake_at: START }),
  delivered: () => after(held(), tried(TAKEN)),
  failed: () => after(held(), tried(attempt(410, 'gone'))),
};

const CHANGES: Readonly<Record<string, DeliveryChange>> = {
  claim: { type: 'claimed', holder: 'two' },
  taken: tried(TAKEN),
  refused: tried(REFUSED),
  'a 410': tried(attempt(410, 'It answered 410.')),
  'refused, by a stranger': tried(REFUSED, 'two'),
  'taken, by a stranger': tried(TAKEN, 'two'),
  'put off': { type: 'put_off', holder: 'one', chance: 0 },
  dropped: { type: 'dropped', failure: 'The webhook was switched off.' },
  overdue: { type: 'overdue' },
  hurried: { type: 'hurried' },
};

/** What becomes of each state, in the order of {@link CHANGES}; in brackets why nothing does. */
const TABLE: Readonly<Record<keyof typeof STATES, string>> = {
  due: 'taken up | delivered | (not_mine) | (not_mine) | (not_mine) | delivered | (not_mine) | failed | (not_due) | (due)',
  'taken up': '(held) | delivered | later | failed | (not_mine) | delivered | later | (held) | (not_due) | (held)',
  'taken up, its sender gone':
    'taken up | delivered | later | failed | (not_mine) | delivered | later | failed | due | due',
  'to be tried later':
    '(not_due) | delivered | (not_mine) | (not_mine) | (not_mine) | delivered | (not_mine) | failed | (not_due) | due',
  'out of tries': '(held) | delivered | failed | failed | (not_mine) | delivered | later | (held) | (not_due) | (held)',
  'past its moment':
    'taken up | delivered | (not_mine) | (not_mine) | (not_mine) | delivered | (not_mine) | failed | due | due',
  delivered: Array.from({ length: 10 }, () => '(over)').join(' | '),
  failed: Array.from({ length: 10 }, () => '(over)').join(' | '),
};

function summary(delivery: Delivery, change: DeliveryChange): string {
  const outcome = nextDelivery(delivery, change, NOW);
  if (outcome.kind === 'ignored') return `(${outcome.reason})`;
  const { delivery: next, isDispatched } = outcome;
  // Whoever reads it again finds what may be written.
  expect(deliverySchema.parse(next)).toEqual(next);
  const word = next.status !== 'pending' ? next.status : next.lease !== null ? 'taken up' : null;
  const moment = word ?? (earlyBy(next, NOW) > 0 ? 'later' : 'due');
  expect(isDispatched, 'another task is sent for what waits for one').toBe(moment === 'later' || moment === 'due');
  if (isDispatched) expect(next.dispatches).toBe(delivery.dispatches + 1);
  return moment;
}

describe('every change in every state', () => {
  it.each(Object.keys(TABLE))('of a delivery that is %s', (state) => {
    const delivery = STATES[state]?.();
    if (delivery === undefined) throw new Error('no such state');
    const cells = Object.values(CHANGES).map((change) => summary(delivery, change));
    expect(cells.join(' | ')).toBe(TABLE[state]);
  });

  it('is in the table', () => expect(Object.keys(TABLE)).toEqual(Object.keys(STATES)));
});

describe('the tries', () => {
  it('are eleven over a day, each wait up to a fifth longer by chance', () => {
    for (const chance of [0, 0.5, 1]) {
      let delivery: Delivery = NEW;
      let now = START;
      const waits: number[] = [];
      while (delivery.status === 'pending') {
        const claimed = after(delivery, CLAIMED, now);
        delivery = after(claimed, { type: 'tried', holder: 'one', attempt: REFUSED, chance }, now);
        if (delivery.status !== 'pending') break;
        waits.push(msBetween(now, delivery.next_try_at));
        now = delivery.next_try_at;
      }
      expect(waits).toEqual(BACKOFF_MS.map((ms) => Math.round(ms * (1 + chance / 5))));
      expect(delivery).toMatchObject({ status: 'failed', tries: MAX_TRIES });
      expect(delivery.attempts).toHaveLength(MAX_TRIES);
      expect(msBetween(START, now) / 3_600_000).toBeGreaterThan(23.5);
      expect(msBetween(START, now) / 3_600_000).toBeLessThan(28.5);
    }
  });

  it('fit into the lease', () => expect(DELIVERY_LEASE_MS).toBeGreaterThanOrEqual(2 * SEND_LIMIT_MS));

  it('are not counted when it is put off, for longer each time and never for more than ten minutes', () => {
    let delivery: Delivery = NEW;
    let now = START;
    const waits: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      delivery = after(after(delivery, CLAIMED, now), { type: 'put_off', holder: 'one', chance: 0 }, now);
      waits.push(earlyBy(delivery, now) / 1000);
      now = addMs(now, earlyBy(delivery, now));
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300, 300, 300, 300]);
    expect(delivery).toMatchObject({ tries: 0, attempts: [], put_offs: 12 });
  });
});

describe('what nobody takes up', () => {
  it('is sent for again, later each time', () => {
    let delivery: Delivery = NEW;
    const waits: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      const now = delivery.wake_at ?? START;
      delivery = after(delivery, { type: 'overdue' }, now);
      waits.push(msBetween(now, delivery.wake_at ?? now) / 1000);
    }
    expect(waits).toEqual([60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
    expect(delivery).toMatchObject({ unclaimed: 10, dispatches: 10 });
    expect(after(delivery, CLAIMED, addMs(START, 86_400_000))).toMatchObject({ unclaimed: 0 });
  });
});
