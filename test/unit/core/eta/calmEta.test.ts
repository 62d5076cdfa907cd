import { describe, expect, it } from 'vitest';
import { calmEta } from '../../../../functions/src/core/calmEta.ts';
import type { Forecast } from '../../../../functions/src/core/forecast.ts';
import { addMs } from '../../../../functions/src/schema/time.ts';

const NOW = '2026-01-01T00:00:00.000Z';

function said(p50: number, p10 = p50 / 2, p90 = p50 * 2): Forecast {
  return { p10, p50, p90, basis: 'history', samples: 9, is_overdue: false, usual_seconds: 100 };
}

describe('what is shown', () => {
  const shown = calmEta(null, said(100), NOW);
  const later = addMs(NOW, 10_000);

  it('is the first estimate as it is', () => {
    expect(shown).toMatchObject({ p10: 50, p50: 100, p90: 200, finish_at: addMs(NOW, 100_000) });
  });

  it('counts down, and a change of less than a tenth does not show', () => {
    expect(calmEta(shown, said(95), later)).toMatchObject({ p50: 90, finish_at: shown.finish_at });
  });

  it('goes half of the way to what is more than a tenth off but as likely', () => {
    expect(calmEta(shown, said(120), later).p50).toBe(105);
  });

  it('goes all of it when it lies outside the newest range', () => {
    expect(calmEta(shown, said(400), later).p50).toBe(400);
  });

  it('holds for 5 s, whatever comes', () => {
    expect(calmEta(shown, said(400), addMs(NOW, 4_999)).finish_at).toBe(shown.finish_at);
  });

  it('does not stand at 0 while work goes on', () => {
    const short = calmEta(null, said(2), NOW);
    expect(calmEta(short, said(3), addMs(NOW, 4_000)).p50).toBe(1);
    expect(calmEta(short, said(3), addMs(NOW, 6_000)).p50).toBeGreaterThan(1);
  });
});
