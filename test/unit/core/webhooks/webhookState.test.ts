import { describe, expect, it } from 'vitest';
import { afterAttempt, needsCare, switchOff, switchOn } from '../../../../functions/src/core/webhookState.ts';
import type { DeliveryAttempt } from '../../../../functions/src/schema/delivery.ts';
import { addMs } from '../../../../functions/src/schema/time.ts';
import { type Webhook, webhook as webhookSchema } from '../../../../functions/src/schema/webhook.ts';
import { at, START } from '../../../support/missions.ts';

const HOOK: Webhook = webhookSchema.parse({
  ...{ webhook_id: 'hook', owner: 'anna', url: 'https://example.com/', description: null, secret: 'whsec_' },
  ...{ events: ['mission.failed'], progress_at: [], mission_id: null, type: null, old_secret: null },
  ...{
    failing_since: null,
    is_slow: false,
    is_enabled: true,
    switched_off: null,
    created_at: START,
    updated_at: START,
  },
});
const FAILING: Webhook = { ...HOOK, failing_since: START };
const DAY_MS = 86_400_000;

function attempt(status: number | null, durationMs = 20): DeliveryAttempt {
  const error = status !== null && status < 300 ? null : 'It answered 500.';
  return { at: START, duration_ms: durationMs, status_code: status, error, excerpt: null };
}

describe('after a try', () => {
  it.each<[string, Webhook, DeliveryAttempt, number, Partial<Webhook> | null]>([
    ['a target that works is not written', HOOK, attempt(200), 1000, null],
    ['the first failure is remembered', HOOK, attempt(500), 1000, { failing_since: at(1) }],
    ['the next ones are not written', FAILING, attempt(null), 1000, null],
    ['a delivery that is taken clears it', FAILING, attempt(204), 1000, { failing_since: null }],
    ['a slow answer is remembered', HOOK, attempt(200, 2_001), 1000, { is_slow: true, failing_since: null }],
    ['a quick one clears that', { ...HOOK, is_slow: true }, attempt(200), 1000, { is_slow: false }],
    ['a slow one again is not written', { ...HOOK, is_slow: true }, attempt(200, 9_000), 1000, null],
    ['a day without one is the end', FAILING, attempt(500), DAY_MS, { is_enabled: false }],
    ['a moment less is not', FAILING, attempt(500), DAY_MS - 1, null],
    ['a 410 is the end at once', HOOK, attempt(410), 1000, { is_enabled: false }],
    ['what is switched off stays as it is', switchOff(HOOK, START), attempt(200), 1000, null],
  ])('%s', (_what, before, of, afterMs, changes) => {
    const now = addMs(START, afterMs);
    const after = afterAttempt(before, of, now);
    if (changes === null) expect(after).toBeNull();
    else expect(after).toMatchObject({ ...changes, updated_at: now });
    if (after !== null) expect(webhookSchema.parse(after)).toEqual(after);
  });

  it('why it was switched off can be read', () => {
    expect(afterAttempt(FAILING, attempt(500), addMs(START, DAY_MS))?.switched_off).toEqual({
      reason: 'failing',
      at: addMs(START, DAY_MS),
      message: 'It took nothing for a day. The last time: It answered 500.',
    });
  });

  it('few deliveries go at once to one that fails or is slow', () => {
    expect([HOOK, FAILING, { ...HOOK, is_slow: true }].map(needsCare)).toEqual([false, true, true]);
  });
});

describe('its owner', () => {
  it('switches it off once, and what was known before stays the reason', () => {
    const off = switchOff(HOOK, at(5));
    expect(off).toMatchObject({ is_enabled: false, switched_off: { reason: 'owner', at: at(5) } });
    expect(switchOff(off, at(9))).toBe(off);
  });

  it('switches it on with a clean slate', () => {
    const gone = afterAttempt({ ...FAILING, is_slow: true }, attempt(410), at(3)) ?? HOOK;
    expect(switchOn(gone, at(9))).toEqual({ ...HOOK, updated_at: at(9) });
    expect(switchOn(FAILING, at(9))).toBe(FAILING);
  });
});
