import { expect, it } from 'vitest';
import { chanceOf } from '../../chaos/chance.ts';
import { scriptOf } from '../../chaos/script.ts';

function drawn(seed: number, name: string): number[] {
  const chance = chanceOf(seed, name);
  return Array.from({ length: 1_000 }, () => chance.below(10));
}

it('the same seed and name draw the same numbers, others draw others', () => {
  expect(drawn(1, 'queue')).toEqual(drawn(1, 'queue'));
  expect(drawn(1, 'queue')).not.toEqual(drawn(2, 'queue'));
  expect(drawn(1, 'queue')).not.toEqual(drawn(1, 'sweeper'));
});

it('every number is drawn about as often', () => {
  const numbers = drawn(1, 'queue');
  for (let number = 0; number < 10; number += 1) {
    const count = numbers.filter((one) => one === number).length;
    expect(count).toBeGreaterThan(60);
    expect(count).toBeLessThan(140);
  }
});

it('a mission has the same script in every process', () => {
  expect(scriptOf(7, 'chaos-00001')).toEqual(scriptOf(7, 'chaos-00001'));
  expect(scriptOf(7, 'chaos-00001')).not.toEqual(scriptOf(8, 'chaos-00001'));
});
