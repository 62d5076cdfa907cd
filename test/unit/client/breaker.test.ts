import { describe, expect, it } from 'vitest';
import { Breaker } from '../../../client/src/breaker.ts';
import { FakeClock } from '../../support/fakeClock.ts';

function failing(times: number) {
  const clock = new FakeClock();
  const breaker = new Breaker(clock);
  for (let failure = 0; failure < times; failure += 1) breaker.failed();
  return { clock, breaker };
}

describe('what repeats itself', () => {
  it('goes through until five failures in a row', () => {
    const { breaker } = failing(4);
    expect([breaker.state, breaker.admit()]).toEqual(['closed', 0]);
    breaker.succeeded();
    for (let failure = 0; failure < 4; failure += 1) breaker.failed();
    expect(breaker.state).toBe('closed');
    breaker.failed();
    expect([breaker.state, breaker.admit()]).toEqual(['open', 15_000]);
  });

  it('goes as one probe when the time is up; the others wait for what it finds', async () => {
    const { clock, breaker } = failing(5);
    await clock.pass(14_000);
    expect(breaker.admit()).toBe(1_000);
    await clock.pass(1_000);
    expect(breaker.state).toBe('half_open');
    expect([breaker.admit(), breaker.admit(), breaker.admit()]).toEqual([0, 1_000, 1_000]);
    breaker.succeeded();
    expect([breaker.state, breaker.admit()]).toEqual(['closed', 0]);
  });

  it('waits twice as long after each probe that fails, at most two minutes, and 15 s anew after a success', async () => {
    const { clock, breaker } = failing(5);
    const waits: number[] = [];
    for (let probe = 0; probe < 6; probe += 1) {
      await clock.pass(breaker.admit());
      expect(breaker.admit()).toBe(0);
      breaker.failed();
      waits.push(breaker.admit());
    }
    expect(waits).toEqual([30_000, 60_000, 120_000, 120_000, 120_000, 120_000]);
    breaker.succeeded();
    for (let failure = 0; failure < 5; failure += 1) breaker.failed();
    expect(breaker.admit()).toBe(15_000);
  });

  it('is not judged by a probe that its caller gave up, nor made to wait longer by failures while it is open', async () => {
    const { clock, breaker } = failing(8);
    expect(breaker.admit()).toBe(15_000);
    await clock.pass(15_000);
    expect(breaker.admit()).toBe(0);
    breaker.abandoned();
    expect([breaker.state, breaker.admit()]).toEqual(['half_open', 0]);
  });
});
