import { describe, expect, test } from 'vitest';
import { partialView, plannedTitles } from '../../../web/src/results/partial/partialView.ts';

describe('a report that is not whole', () => {
  test('says which of its sections are there and which are not', () => {
    const view = partialView(['One', 'Two', 'Three'], new Set([0, 2]));
    expect(view.sections.map(({ label, word }) => `${label}: ${word}`)).toEqual([
      ...['1. One: written', '2. Two: not written', '3. Three: written'],
    ]);
    expect(view.text).toMatch(/^2 of 3 sections are written\..* A retry keeps them/);
  });

  test('says so where all are written, and counts nothing that is not planned', () => {
    expect(partialView(['One'], new Set([0, 7])).text).toMatch(/^All of its sections are written/);
    expect(partialView(['One'], new Set([7])).text).toMatch(/^0 of 1 section is written/);
    expect(partialView([], new Set([0]))).toEqual({ text: expect.stringMatching(/^A retry keeps/), sections: [] });
  });

  test('takes the titles from what the planner left, whatever else that is', () => {
    expect(plannedTitles({ sections: [{ title: 'One', passages: [] }, { title: 2 }, null] })).toEqual(['One']);
    for (const other of [undefined, null, 'x', [], { sections: 'x' }]) expect(plannedTitles(other)).toEqual([]);
  });
});
