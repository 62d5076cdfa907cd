import { describe, expect, it } from 'vitest';
import { statusNamed } from '../../../client/src/cli/barLine.ts';
import { errorLines, troubleRemark, troubleText } from '../../../client/src/cli/errorLines.ts';
import { programName } from '../../../client/src/cli/program.ts';
import { MissionProgressError } from '../../../client/src/index.ts';

type Told = ConstructorParameters<typeof MissionProgressError>[0];
const error = (code: string, told: Partial<Told> = {}) =>
  new MissionProgressError({ code, title: '', detail: 'It was refused.', next: 'GET /missions.', ...told });

describe('an error in a terminal', () => {
  it.each<[string, Partial<Told>, string]>([
    ['mission_not_found', {}, 'See your missions with: npx mission-progress list'],
    ['mission_id_taken', {}, 'Choose another --id, or leave it out to get one.'],
    ['token_invalid', {}, 'Give an API key: in MISSION_PROGRESS_KEY, or with --key.'],
    ['rate_limited', { retryAfterMs: 12_000 }, 'Try again in 12 s.'],
    ['rate_limited', {}, 'Try again later.'],
    ['result_not_ready', {}, 'Watch it with: npx mission-progress watch m-1'],
    ['no_result', { allowed: ['retry'] }, 'Run it again with: npx mission-progress retry m-1'],
    ['wait_gone', { allowed: ['resume', 'cancel'] }, 'Resume it first: npx mission-progress resume m-1'],
    ['wait_gone', { allowed: ['pause'] }, 'See what it does now with: npx mission-progress watch m-1'],
    ['status_forbids', { allowed: ['approve', 'edit', 'cancel'] }, 'Possible now: npx mission-progress cancel m-1'],
    ['status_forbids', { allowed: [], next: 'It is over.' }, 'It is over.'],
    ['no_answer', { next: 'Check the address.' }, 'Check the address.'],
  ])('%s %j says what to type', (code, told, next) => {
    expect(errorLines(error(code, told), 'm-1')).toEqual(['It was refused.', next]);
  });

  it('names every field by its option, and counts none', () => {
    const fields = [
      { field: 'objective', message: 'is required' },
      { field: 'scope.allowed_domains[1]', message: 'is no domain' },
      { field: 'budget.max_pages', message: 'must be at least 1' },
    ];
    const told = error('invalid_request', { detail: 'objective: is required (and 2 more)', fields });
    expect(errorLines(told, undefined)).toEqual([
      'objective: is required',
      '--domain (number 2): is no domain',
      '--budget-pages: must be at least 1',
    ]);
  });

  it('of a type that there is not names those that there are', () => {
    const fields = [{ field: 'type', message: 'must be one of: research' }];
    const lines = errorLines(error('unknown_mission_type', { fields }), undefined);
    expect(lines).toEqual(['It was refused.', '--type: must be one of: research']);
  });
});

describe('what is tried again', () => {
  it('is no lack of contact where the server said to wait, and counts down', () => {
    const limited = error('rate_limited', { status: 429, detail: 'Too many calls.' });
    expect(troubleText(limited, 20_000, 0)).toBe('Too many calls. It goes on in 20 s.');
    expect(troubleText(limited, null, 0)).toBe('Too many calls. It goes on soon.');
    expect(troubleRemark(limited, 20_000, 15_000)).toBe(' (too many calls; goes on in 5 s)');
    expect(troubleRemark(limited, 20_000, 20_000)).toBe('');
  });

  it('is one where nobody answers', () => {
    const away = error('no_answer', { status: null, detail: 'It did not answer.' });
    expect(troubleText(away, null, 0)).toBe('No contact: It did not answer. Trying again.');
    expect(troubleRemark(away, null, 0)).toBe(' (no contact)');
  });
});

describe('what to type to start it once more', () => {
  it.each([
    ['by npx', '/p/node_modules/.bin/mission-progress', { npm_command: 'exec', PATH: '/p/node_modules/.bin:/bin' }],
    ['from a folder that is not on the PATH', '/p/node_modules/.bin/mission-progress', { PATH: '/bin' }],
  ])('started %s: npx', (_how, script, env) => {
    expect(programName({ script, cwd: '/p', env })).toBe('npx mission-progress');
  });

  it('started by its name or by node: the same again', () => {
    const env = { PATH: '/usr/bin:/opt/bin' };
    expect(programName({ script: '/opt/bin/mission-progress', cwd: '/p', env })).toBe('mission-progress');
    const script = '/p/my client/bin/mission-progress.js';
    expect(programName({ script, cwd: '/p/my client', env })).toBe('node bin/mission-progress.js');
    expect(programName({ script, cwd: '/q', env })).toBe('node "/p/my client/bin/mission-progress.js"');
  });
});

it('a status goes by the name that the API has for it, and by the word that the terminal has', () => {
  expect(['in_progress', 'running', 'failed', 'done', 'toString'].map(statusNamed)).toEqual([
    'in_progress',
    'in_progress',
    'failed',
    null,
    null,
  ]);
});
