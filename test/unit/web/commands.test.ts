import { describe, expect, test } from 'vitest';
import { overtaken } from '../../../web/src/missions/commands.ts';
import { NO_ANSWER } from '../../../web/src/trouble.ts';

const refused = { ...NO_ANSWER, code: 'status_forbids' };
const answer = { command: 'answer', body: { choice: 'approve', wait_id: '1-0-approval-4' } } as const;

describe('a command that came too late', () => {
  test.each(['cancel', 'pause'] as const)('%s: what the end overtook is no problem', (command) => {
    expect(overtaken({ command }, { ...refused, allowed: [] })).toMatch(/ended meanwhile/);
    // It failed or was cancelled: it could be retried, and there is still nothing left to stop.
    expect(overtaken({ command }, { ...refused, allowed: ['retry'] })).toMatch(/ended meanwhile/);
    expect(overtaken({ command }, { ...refused, allowed: ['approve'] })).toBeNull();
    expect(overtaken({ command }, NO_ANSWER)).toBeNull();
  });

  test('every other refusal is a problem', () => {
    expect(overtaken({ command: 'approve' }, { ...refused, allowed: [] })).toBeNull();
    expect(overtaken({ command: 'retry', body: { from_step: 0 } }, { ...refused, allowed: [] })).toBeNull();
  });

  test('an answer to a question that is no longer open is said kindly', () => {
    expect(overtaken(answer, { ...NO_ANSWER, code: 'wait_gone' })).toMatch(/answered elsewhere/);
    expect(overtaken(answer, NO_ANSWER)).toBeNull();
  });
});
