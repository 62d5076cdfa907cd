import { describe, expect, test } from 'vitest';
import { MISSION_STATUSES } from '../../../functions/src/schema/mission.ts';
import {
  FILTERS,
  filterHref,
  filterText,
  hasSection,
  isFound,
  readFilter,
} from '../../../web/src/missions/listFilter.ts';

describe('the filter in the address', () => {
  test.each(['/', '/?status=failed', '/?status=queued,in_progress&q=python', '/?q=a+b'])(
    '%s reads back the same',
    (href) => {
      expect(filterHref(readFilter(href.slice(1)))).toBe(href);
    },
  );

  test('what is no status is left out', () => {
    expect(readFilter('?status=failed,dreaming,')).toEqual({ statuses: ['failed'], search: '' });
    expect(readFilter('?status=toString')).toEqual({ statuses: [], search: '' });
  });

  test('in words', () => {
    expect(filterText(readFilter('?status=queued,in_progress&q=py'))).toBe('Queued or Running, “py”');
  });

  test('every status has a filter of its own or shares one', () => {
    const offered = new Set(FILTERS.flatMap(({ statuses }) => statuses));
    expect(MISSION_STATUSES.filter((status) => !offered.has(status))).toEqual([]);
  });

  test('of the waiting missions, only those that ask need their owner', () => {
    const needsYou = readFilter('?status=proposed,approved,waiting');
    expect([hasSection(needsYou, 'needs_you'), hasSection(needsYou, 'resting')]).toEqual([true, false]);
    expect(hasSection(readFilter('?status=waiting'), 'resting')).toBe(true);
    expect(hasSection(readFilter(''), 'over')).toBe(true);
  });

  test('every word must be in the objective', () => {
    expect(isFound('Find Python tutorials', 'tutor PYTHON')).toBe(true);
    expect(isFound('Find Python tutorials', 'python rust')).toBe(false);
  });
});
