import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commentText, eventText, retryText } from '../../../functions/src/core/serverSentEvent.ts';
import { streamEvent } from '../../../functions/src/schema/stream.ts';
import { START } from '../../support/missions.ts';
import { readEvents } from '../../support/readEvents.ts';

describe('an event on the wire', () => {
  it('arrives as it was, whatever a message says', () => {
    const arrives = (message: string): void => {
      const entry = { mission_id: 'm', owner: 'anna', seq: 7, kind: 'chat', event_type: 'progressed', message };
      const data = { ...entry, timestamp: START, attempt: 1, status: 'in_progress', step_index: 0 };
      const sent = streamEvent.parse({ event: 'chat', id: '7', data });
      const { events, rest } = readEvents(`${commentText('alive')}${eventText(sent)}`);
      expect(events).toEqual([sent]);
      expect(rest).toBe('');
    };
    fc.assert(fc.property(fc.string({ unit: 'binary' }), arrives));
    arrives('two\nlines\r\nand: a colon\u2028\u2029');
  });

  it('that is trouble leaves the last event id as it is', () => {
    const problem = { type: '/', title: 'Busy', status: 503, detail: '', code: 'busy', next: '', retryable: true };
    const text = eventText({ event: 'trouble', data: { ...problem, timestamp: START } });
    expect(text).not.toMatch(/^id/m);
    expect(readEvents(text).events[0]).toMatchObject({ id: null, event: 'trouble', data: { code: 'busy' } });
  });
});

describe('what is no event', () => {
  it('is a comment or says when to come back', () => {
    const parsed = readEvents(`${retryText(1_500)}${commentText('alive')}`);
    expect(parsed).toEqual({ events: [], comments: ['alive'], retryMs: 1_500, rest: '' });
  });
});
