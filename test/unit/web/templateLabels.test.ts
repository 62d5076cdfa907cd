import { expect, test } from 'vitest';
import { templateLabels } from '../../../web/src/missions/form/templateLabels.ts';

const mission = (id: string, objective: string, second: number) => ({
  ...{ mission_id: id, objective },
  created_at: `2026-11-21T10:00:${String(second).padStart(2, '0')}.000Z` as const,
});

test('missions of one name say when they were asked for, and others their name alone', () => {
  const labels = templateLabels([
    mission('one', 'Read what is new', 1),
    mission('two', 'Read what is new', 2),
    mission('three', 'Another', 3),
  ]).map(({ label }) => label);
  expect(labels[0]).toMatch(/^Read what is new · 21 Nov 2026, \d\d:00:01$/);
  expect(new Set(labels).size).toBe(3);
  expect(labels[2]).toBe('Another');
});

test('those that differ only where they are cut are of one name', () => {
  const long = 'Read '.repeat(20);
  const labels = templateLabels([mission('one', `${long}a`, 1), mission('two', `${long}b`, 2)]).map(
    ({ label }) => label,
  );
  expect(labels[0]).not.toBe(labels[1]);
});
