import { describe, expect, test } from 'vitest';
import { MISSION_STATUSES } from '../../../functions/src/schema/mission.ts';
import { finderOf } from '../../../web/src/missions/list/listSearch.ts';
import {
  FILTERS,
  filterHref,
  filterText,
  hasSection,
  isFiltering,
  NO_FILTER,
  readFilter,
} from '../../../web/src/missions/listFilter.ts';

describe('the filter in the address', () => {
  test.each([
    '/',
    '/?status=failed',
    '/?status=queued,in_progress&q=python',
    '/?q=a+b',
    '/?type=research&tag=team:docs&sort=updated',
  ])('%s reads back the same', (href) => {
    expect(filterHref(readFilter(href.slice(1)))).toBe(href);
  });

  test('what there is not is named, and filters nothing', () => {
    const filter = readFilter('?status=failed,dreaming,&sort=best&tag=a b&type=a@b');
    expect(filter).toEqual({
      ...NO_FILTER,
      statuses: ['failed'],
      unknown: ['status=dreaming', 'type=a@b', 'tag=a b', 'sort=best'],
    });
    expect(readFilter('?status=toString')).toEqual({ ...NO_FILTER, unknown: ['status=toString'] });
    expect(readFilter('?other=1')).toEqual(NO_FILTER);
  });

  test('in words', () => {
    expect(filterText(readFilter('?status=queued,in_progress&q=py'))).toBe('Running, “py”');
    expect(filterText(readFilter('?status=queued,failed&type=research&tag=docs'))).toBe(
      'Queued or Failed, type research, tag docs',
    );
  });

  test('an order leaves nothing out', () => {
    expect([isFiltering(readFilter('?sort=oldest')), isFiltering(readFilter('?tag=a'))]).toEqual([false, true]);
  });

  test('every status has a filter of its own or shares one', () => {
    const offered = new Set(FILTERS.flatMap(({ statuses }) => statuses));
    expect(MISSION_STATUSES.filter((status) => !offered.has(status))).toEqual([]);
  });

  test('of the waiting missions, only those that ask need their owner', () => {
    const needsYou = readFilter('?status=proposed,approved,waiting');
    expect([hasSection(needsYou, 'needs_you'), hasSection(needsYou, 'resting')]).toEqual([true, false]);
    const onHold = readFilter('?status=queued,waiting,paused');
    expect([hasSection(onHold, 'active'), hasSection(onHold, 'resting')]).toEqual([false, true]);
    expect(hasSection(readFilter('?status=waiting'), 'resting')).toBe(true);
    expect(hasSection(readFilter(''), 'over')).toBe(true);
  });

  test('words are found as the API finds them: all of them, the last may be a beginning', () => {
    const find = (search: string) => finderOf({ ...NO_FILTER, search })?.('Find Python tutorials in Köln') ?? null;
    expect([find('python tut'), find('PYTHON koln'), find('python rust'), find('ython')]).toEqual([
      ...[true, true, false, false],
    ]);
    expect([find(''), find(' – ')]).toEqual([null, null]);
  });
});
