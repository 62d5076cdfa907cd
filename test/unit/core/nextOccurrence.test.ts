import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../functions/src/core/errors.ts';
import { dueOccurrence, MOST_COUNTED, nextOccurrence } from '../../../functions/src/core/nextOccurrence.ts';
import { type Instant, toEpochMs, toInstant } from '../../../functions/src/schema/time.ts';

const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';

/** `2026-11-21T10:00Z` as an instant. */
const instantOf = (short: string): Instant => toInstant(Date.parse(short));

/** The occurrences after `after`, one by one. */
function occurrences(cron: string, zone: string, after: string, count: number): string[] {
  const found: string[] = [];
  let last: Instant | null = instantOf(after);
  while (found.length < count) {
    last = nextOccurrence(cron, zone, last);
    if (last === null) break;
    found.push(last.replace(':00.000Z', 'Z'));
  }
  return found;
}

describe('the next occurrence', () => {
  it.each([
    ['every minute', '* * * * *', 'UTC', '2026-11-21T10:00:30Z', '2026-11-21T10:01Z'],
    ['at an occurrence: the one after it', '0 10 * * *', 'UTC', '2026-11-21T10:00Z', '2026-11-22T10:00Z'],
    ['a millisecond before one', '0 10 * * *', 'UTC', '2026-11-21T09:59:59.999Z', '2026-11-21T10:00Z'],
    ['in another zone', '0 9 * * *', 'Asia/Tokyo', '2026-11-21T10:00Z', '2026-11-22T00:00Z'],
    ['in a zone of half an hour', '0 9 * * *', 'Asia/Kolkata', '2026-11-21T00:00Z', '2026-11-21T03:30Z'],
    ['on weekdays, by name', '0 8 * * MON-FRI', 'UTC', '2026-11-21T00:00Z', '2026-11-23T08:00Z'],
    ['on Sunday as 7', '0 8 * * 7', 'UTC', '2026-11-21T00:00Z', '2026-11-22T08:00Z'],
    ['by steps', '*/20 * * * *', 'UTC', '2026-11-21T10:25Z', '2026-11-21T10:40Z'],
    ['on a day or a weekday', '0 0 1 * FRI', 'UTC', '2026-11-28T00:00Z', '2026-12-01T00:00Z'],
    ['over the end of the year', '59 23 31 12 *', BERLIN, '2026-12-31T22:59Z', '2027-12-31T22:59Z'],
  ])('%s: %s in %s', (_name, cron, zone, after, expected) => {
    expect(nextOccurrence(cron, zone, instantOf(after))).toBe(instantOf(expected));
  });

  it('on 29 February waits for the leap year, also over a century that is none', () => {
    expect(occurrences('0 0 29 2 *', 'UTC', '2026-11-21T00:00Z', 2)).toEqual([
      '2028-02-29T00:00Z',
      '2032-02-29T00:00Z',
    ]);
    expect(occurrences('0 0 29 2 *', 'UTC', '2096-03-01T00:00Z', 1)).toEqual(['2104-02-29T00:00Z']);
  });

  it('on the last day of the month knows how long each is', () => {
    expect(occurrences('0 12 L * *', 'UTC', '2028-01-01T00:00Z', 4)).toEqual(
      ['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30'].map((day) => `${day}T12:00Z`),
    );
  });

  it('on the 31st leaves the short months out', () => {
    expect(occurrences('0 0 31 * *', 'UTC', '2026-11-21T00:00Z', 3)).toEqual(
      ['2026-12-31', '2027-01-31', '2027-03-31'].map((day) => `${day}T00:00Z`),
    );
  });

  it.each(['0 0 30 2 *', '* * 31 4 *', '*/5 1-3 31 2,4,6,9,11 *'])('of %s never comes', (cron) => {
    for (const zone of ['UTC', BERLIN]) expect(nextOccurrence(cron, zone, instantOf('2026-11-21T00:00Z'))).toBeNull();
  });
});

// Berlin goes from 02:00 to 03:00 on 28 March 2027, New York on 14 March 2027; both at the beginning of the skipped hour.
describe('in the hour that summer time skips', () => {
  it.each([
    [BERLIN, '2027-03-27T12:00Z', ['2027-03-28T01:00Z', '2027-03-29T00:30Z']],
    [NEW_YORK, '2027-03-13T12:00Z', ['2027-03-14T07:00Z', '2027-03-15T06:30Z']],
  ])('a daily time comes in %s once, when the hour is skipped', (zone, after, expected) => {
    expect(occurrences('30 2 * * *', zone, after, 2)).toEqual(expected);
  });

  it('every half hour goes on without a gap', () => {
    expect(occurrences('*/30 * * * *', BERLIN, '2027-03-28T00:00Z', 4)).toEqual(
      ['00:30', '01:00', '01:30', '02:00'].map((time) => `2027-03-28T${time}Z`),
    );
  });
});

// Berlin goes from 03:00 back to 02:00 on 25 October 2026, New York from 02:00 to 01:00 on 1 November 2026.
describe('in the hour that comes twice', () => {
  it.each([
    [BERLIN, '30 2 * * *', '2026-10-24T12:00Z', ['2026-10-25T00:30Z', '2026-10-26T01:30Z']],
    [NEW_YORK, '30 1 * * *', '2026-10-31T12:00Z', ['2026-11-01T05:30Z', '2026-11-02T06:30Z']],
  ])('a daily time comes in %s once', (zone, cron, after, expected) => {
    expect(occurrences(cron, zone, after, 2)).toEqual(expected);
  });

  it.each([
    ['between the two', '2026-10-25T00:45Z'],
    ['in the second', '2026-10-25T01:45Z'],
  ])('a daily time has been, seen from %s', (_name, after) => {
    expect(occurrences('30 2 * * *', BERLIN, after, 1)).toEqual(['2026-10-26T01:30Z']);
  });

  it('every half hour goes on through both', () => {
    expect(occurrences('*/30 * * * *', BERLIN, '2026-10-24T23:30Z', 5)).toEqual(
      ['00:00', '00:30', '01:00', '01:30', '02:00'].map((time) => `2026-10-25T${time}Z`),
    );
  });
});

const FIVE_FIELDS =
  /^must have five fields: minute, hour, day of the month, month, day of the week, such as "0 8 \* \* MON-FRI"$/;

describe('an expression that is not valid', () => {
  it.each([
    ['', FIVE_FIELDS],
    ['* * * *', FIVE_FIELDS],
    ['0 0 * * * 2027 *', FIVE_FIELDS],
    ['* * * * * *', 'must have five fields, not six: seconds are not possible, a minute is the shortest period'],
    ['@daily', 'must not have "@" in it'],
    ['2027-01-01T10:00:00', 'must not have ":" in it'],
    ['0 0 ? * *', 'must not have "?" in it'],
    ['0 0 * * +5', 'must not have "+" in it'],
    ['0 0 🐍 * *', 'must not have "🐍" in it'],
    ['60 * * * *', /^has "60" as its minute, which must be 0 to 59, a range/],
    ['x * * * *', /^has "x" as its minute/],
    ['-1 * * * *', /^has "-1" as its minute/],
    ['1,,2 * * * *', /^has "1,,2" as its minute/],
    ['*/0 * * * *', /^has "\*\/0" as its minute/],
    ['30-10 * * * *', /^has "30-10" as its minute/],
    ['0 24 * * *', /^has "24" as its hour, which must be 0 to 23/],
    ['0 0 0 * *', /^has "0" as its day of the month, which must be 1 to 31 or L for the last/],
    ['0 0 32 * *', /^has "32" as its day of the month/],
    ['0 0 * 13 *', /^has "13" as its month, which must be 1 to 12 or JAN to DEC/],
    ['0 0 * SMARCH *', /^has "SMARCH" as its month/],
    ['0 0 * * 8', /^has "8" as its day of the week, which must be 0 to 7 or SUN to SAT/],
  ])('%j says why', (cron, message) => {
    expect(faultOf(cron, 'UTC')).toEqual({ field: 'cron', message: expect.stringMatching(asPattern(message)) });
  });

  it.each(['Mars/Phobos', '', '+01:00', 'UTC+1', 'Europe/Berlin '])('nor is the zone %j', (zone) => {
    expect(faultOf('* * * * *', zone)).toEqual({
      field: 'time_zone',
      message: 'must be a time zone such as "Europe/Berlin" or "UTC"',
    });
  });
});

function asPattern(message: string | RegExp): RegExp {
  return typeof message === 'string' ? new RegExp(`^${message.replaceAll(/[?+]/g, '\\$&')}$`) : message;
}

function faultOf(cron: string, zone: string): unknown {
  try {
    nextOccurrence(cron, zone, instantOf('2026-11-21T00:00Z'));
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_request') return error.fields[0];
    throw error;
  }
  return 'no fault';
}

describe('what is due', () => {
  it.each([
    ['one, the moment it comes', '2026-11-21T10:00Z', '2026-11-21T10:00Z', 0],
    ['one, a little late', '2026-11-21T10:00:59Z', '2026-11-21T10:00Z', 0],
    ['the newest of three', '2026-11-21T10:02:30Z', '2026-11-21T10:02Z', 2],
    ['the newest of as many as are counted', '2026-11-22T10:00Z', '2026-11-22T10:00Z', MOST_COUNTED],
    ['the newest of more than are counted', '2026-12-01T10:00Z', '2026-12-01T10:00Z', MOST_COUNTED],
    ['the newest, a millisecond before the next', '2026-12-01T10:00:59.999Z', '2026-12-01T10:00Z', MOST_COUNTED],
  ])('is %s', (_name, now, occurrence, missed) => {
    expect(dueOccurrence('* * * * *', BERLIN, instantOf('2026-11-21T10:00Z'), instantOf(now))).toEqual({
      occurrence: instantOf(occurrence),
      missed,
    });
  });

  it('of an expression that never comes again is what was promised', () => {
    const nextAt = instantOf('2026-02-28T00:00Z');
    expect(dueOccurrence('0 0 30 2 *', 'UTC', nextAt, instantOf('2027-01-01T00:00Z'))).toEqual({
      occurrence: nextAt,
      missed: 0,
    });
  });
});

const field = (min: number, max: number) =>
  fc.oneof(
    fc.constant('*'),
    fc.integer({ min, max }).map(String),
    fc.integer({ min: 1, max: 7 }).map((step) => `*/${step}`),
    fc
      .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
      .map((ends) => ends.toSorted((a, b) => a - b).join('-')),
  );

describe('any expression, at any time', () => {
  const anyCron = fc
    .tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 7))
    .map((all) => all.join(' '));
  const anyZone = fc.constantFrom('UTC', BERLIN, NEW_YORK, 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu');
  const anyInstant = fc
    .integer({ min: Date.parse('2024-01-01'), max: Date.parse('2032-01-01') })
    .map((epochMs) => toInstant(epochMs));

  it('comes later, on a whole minute, and not again within that minute', () => {
    fc.assert(
      fc.property(anyCron, anyZone, anyInstant, (cron, zone, after) => {
        const first = nextOccurrence(cron, zone, after);
        if (first === null) return;
        const second = nextOccurrence(cron, zone, first);
        expect(first > after && toEpochMs(first) % 60_000 === 0).toBe(true);
        expect(second === null || toEpochMs(second) - toEpochMs(first) >= 60_000).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same seen from any moment before it: no sweep can see another occurrence than its neighbour', () => {
    fc.assert(
      fc.property(
        anyCron,
        anyZone,
        anyInstant,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (cron, zone, after, share) => {
          const first = nextOccurrence(cron, zone, after);
          if (first === null) return;
          const between = toInstant(Math.floor(toEpochMs(after) + share * (toEpochMs(first) - toEpochMs(after) - 1)));
          expect(nextOccurrence(cron, zone, between)).toBe(first);
        },
      ),
      { numRuns: 300 },
    );
  });
});
