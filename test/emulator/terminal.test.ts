import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MissionProgress } from '../../client/src/index.ts';
import { CLIENT_TYPES } from '../support/clientTypes.ts';
import type { TestDeps } from '../support/deps.ts';
import { serveRunning } from '../support/runningApi.ts';
import { missionOf } from '../support/runs.ts';
import { BuiltTerminal } from '../support/terminal.ts';

let deps: TestDeps;
let terminal: BuiltTerminal;
let client: MissionProgress;
beforeAll(async () => {
  const served = await serveRunning(CLIENT_TYPES);
  deps = served.deps;
  client = new MissionProgress({ url: served.api.origin, key: 'anna' });
  terminal = await BuiltTerminal.make(served.api.origin);
});
afterAll(() => terminal.remove());

const RUN = ['run', 'Find tutorials', '--domain', 'python.org', '--type'];

async function run(...args: string[]) {
  const running = terminal.start(args);
  const code = await running.exited;
  return { code, stdout: running.stdout, stderr: running.stderr };
}

describe('run', () => {
  it('watches to the end in quiet lines, and leaves what it found on stdout', async () => {
    const { code, stdout, stderr } = await run(...RUN, 'quick', '--budget-pages', '7', '--id', 'quick-1');
    expect(code).toBe(0);
    expect(stdout.trim()).toBe((await client.result('quick-1')).markdown);
    expect(stderr).toMatch(/^Mission quick-1\n/);
    expect(stderr).toMatch(/100 %[^\n]*\nCompleted\.\n$/);
    // No colour, and nothing is drawn over.
    expect(stripVTControlCharacters(stderr)).toBe(stderr);
    expect(stderr).not.toContain('\r');
    expect((await client.get('quick-1')).budget.max_pages).toBe(7);
  });

  it('writes a line of JSON for each change, the result in the last one', async () => {
    const { code, stdout, stderr } = await run(...RUN, 'quick', '--json');
    expect(code).toBe(0);
    expect(stderr).toBe('');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(new Set(lines.slice(0, -1).map(({ event }) => event))).toEqual(new Set(['progress']));
    expect(lines.at(-1)).toMatchObject({ event: 'end', status: 'completed', result: { summary: expect.any(String) } });
  });

  it('goes on with a mission that it began before', async () => {
    expect((await run(...RUN, 'quick', '--id', 'again-1', '--detach')).code).toBe(0);
    expect((await run(...RUN, 'quick', '--id', 'again-1')).code).toBe(0);
    expect((await missionOf(deps, 'again-1')).attempt).toBe(1);
  });

  it('tells a failure, its way out, and 1; retry then completes', async () => {
    const failed = await run(...RUN, 'failing', '--id', 'failing-1');
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('Failed in fail: It read too much.');
    expect(failed.stderr).toContain('mission-progress retry failing-1');
    expect((await run('retry', 'failing-1', '--from', 'fail')).code).toBe(0);
  });

  it('answers 3 for a mission that is cancelled meanwhile', async () => {
    const running = terminal.start([...RUN, 'endless', '--id', 'endless-1']);
    await running.said(/dig \(2\/2\)/);
    expect((await run('cancel', 'endless-1')).stdout).toMatch(/^endless-1 is /);
    expect(await running.exited).toBe(3);
  });

  it('shows what it asks, and how to answer', async () => {
    const running = terminal.start([...RUN, 'asking', '--id', 'asking-1']);
    await running.said(/It asks: Spend the money\?\n {2}npx mission-progress answer asking-1 approve/);
    expect((await run('answer', 'asking-1', 'approve', '--comment', 'a little')).code).toBe(0);
    await running.said(/mission-progress signal asking-1 go/);
    expect((await run('signal', 'asking-1', 'go', '--payload', '{"now":true}')).code).toBe(0);
    expect(await running.exited).toBe(0);
  });

  it('stops watching when its time is up', async () => {
    const { code, stderr } = await run(...RUN, 'endless', '--id', 'endless-2', '--timeout', '1');
    expect(code).toBe(4);
    expect(stderr).toContain('mission-progress watch endless-2');
    await client.cancel('endless-2');
  });
});

describe('Ctrl-C', () => {
  it('leaves the mission running and says how to come back', async () => {
    const running = terminal.start([...RUN, 'endless', '--id', 'endless-3']);
    await running.said(/dig \(2\/2\)/);
    running.interrupt();
    expect(await running.exited).toBe(130);
    expect(running.stderr).toContain('The mission goes on. Come back with: npx mission-progress watch endless-3');
    expect((await client.get('endless-3')).status).toBe('in_progress');
    const back = terminal.start(['watch', 'endless-3', '--json']);
    await back.said(/dig/);
    await client.cancel('endless-3');
    expect(await back.exited).toBe(3);
    expect(JSON.parse(back.stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({
      event: 'end',
      status: 'cancelled',
    });
  });
});

describe('in a terminal', () => {
  it('draws one line that fits, a line above it for each finished step, and hears Ctrl-C', async () => {
    const running = terminal.startInTerminal([...RUN, 'endless', '--id', 'endless-4']);
    await running.said(/dig \(2\/2\)/);
    running.interrupt();
    expect(await running.exited).toBe(130);
    expect(running.stdout).toContain('\u001b[32m✓\u001b[0m find');
    const drawn = running.stdout.split('\r\u001b[2K').map((line) => stripVTControlCharacters(line).trimEnd());
    expect(drawn.filter((line) => /^[█░]{20}/.test(line))).not.toEqual([]);
    expect(drawn.filter((line) => /^[█░]/.test(line) && (line.split('\n')[0] ?? '').length > 70)).toEqual([]);
    expect(stripVTControlCharacters(running.stdout)).toContain('Come back with: npx mission-progress watch endless-4');
    await client.cancel('endless-4');
  });

  it('draws as if it were 80 columns wide where the terminal does not know', async () => {
    const running = terminal.startInTerminal([...RUN, 'endless', '--id', 'endless-6'], {}, 0);
    await running.said(/[█░].* dig \(2\/2\)/);
    await client.cancel('endless-6');
    expect(await running.exited).toBe(3);
  });

  it('has no colour with NO_COLOR', async () => {
    const running = terminal.startInTerminal([...RUN, 'quick'], { NO_COLOR: '1' });
    expect(await running.exited).toBe(0);
    expect(running.stdout).not.toMatch(/\u001b\[\d+m/);
    expect(running.stdout).toContain('100 %');
  });
});

describe('the other commands', () => {
  it('list, by status, as lines or as JSON', async () => {
    await client.create({
      objective: 'A proposed one',
      scope: { allowed_domains: ['a.org'] },
      type: 'quick',
      mission_id: 'prop-1',
    });
    expect((await run('list', '--status', 'proposed')).stdout).toMatch(/^prop-1 +proposed +0 % {2}A proposed one\n$/);
    const { stdout } = await run('list', '--limit', '2', '--json');
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).mission_id),
    ).toHaveLength(2);
  });

  it('list, by tag and words', async () => {
    await run(...RUN, 'quick', '--id', 'tagged-1', '--tag', 'nightly', '--tag', 'docs', '--detach');
    const { stdout } = await run('list', '--tag', 'nightly', '--text', 'tutorials', '--type', 'quick');
    expect(stdout).toMatch(/^tagged-1 /);
    expect((await run('list', '--tag', 'nightly', '--text', 'cooking')).stderr).toContain('There are none.');
  });

  it('run with an input, as it is typed or from a file, and retry with another', async () => {
    const typed = ['run', 'Write it', '--type', 'letter', '--input'];
    const written = async (id: string) => (await client.steps(id)).steps[0]?.output;
    await run(...typed, '{"to":"Ada"}', '--id', 'letter-1');
    expect(await written('letter-1')).toBe('Ada');
    expect(await client.input('letter-1')).toEqual({ mission_id: 'letter-1', version: 1, input: { to: 'Ada' } });
    const file = join(terminal.folder, 'letter.json');
    await writeFile(file, '{ "to": "Grace" }');
    await run(...typed, `@${file}`, '--id', 'letter-2');
    expect(await written('letter-2')).toBe('Grace');
    await client.create({ mission_id: 'letter-3', objective: 'Write it', type: 'letter', input: { to: 'Ada' } });
    await client.approve('letter-3');
    await client.cancel('letter-3');
    expect((await run('retry', 'letter-3', '--input', '{"to":"Alan"}')).code).toBe(0);
    expect(await written('letter-3')).toBe('Alan');
    expect((await run(...typed, '{"to":""}')).stderr).toMatch(/^--input\.to: must have at least 1 character\n/);
  });

  it('pause, resume', async () => {
    await run(...RUN, 'endless', '--id', 'endless-5', '--detach');
    expect((await run('pause', 'endless-5')).code).toBe(0);
    const paused = terminal.start(['watch', 'endless-5']);
    await paused.said(/mission-progress resume endless-5|paused/);
    expect((await run('resume', 'endless-5')).code).toBe(0);
    await client.cancel('endless-5');
    expect(await paused.exited).toBe(3);
  });

  it('result', async () => {
    await run(...RUN, 'quick', '--id', 'quick-2');
    const { stdout } = await run('result', 'quick-2', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ mission_id: 'quick-2' });
  });
});

describe('what can’t be done', () => {
  it.each([
    ['no command', [], /Which command\?/],
    ['one that there is not', ['fly'], /no command "fly"/],
    ['an option that there is not', ['list', '--fast'], /--fast/],
    ['no domain', ['run', 'Find tutorials'], /needs --domain/],
    ['a number that is none', [...RUN, 'quick', '--budget-pages', 'many'], /--budget-pages must be a number/],
    ['a word too few', ['answer', 'some-id'], /mission-progress answer <id> <choice>/],
    ['a status that there is not', ['list', '--status', 'done'], /no such status; it is proposed, .*in_progress, /],
    ['an address that is none', ['list', '--url', 'here'], /here is no address/],
    [
      'an input that is no JSON',
      ['run', 'Write it', '--type', 'letter', '--input', '{'],
      /--input must be JSON, not {/,
    ],
    [
      'a file that is not there',
      ['retry', 'some-id', '--input', '@nowhere.json'],
      /the file nowhere.json can't be read/,
    ],
    ['a payload that is no JSON', ['signal', 'some-id', 'go', '--payload', '{'], /must be JSON/],
    ['a request that is refused', ['run', 'x', '--domain', 'python.org'], /objective: must say/],
    ['and names every field, by its option', ['run', 'x', '--domain', 'a b'], /^objective: [^(]*\n--domain: [^(]*\n$/],
    ['a mission that is not there', ['watch', 'not-there'], /See your missions with: npx mission-progress list\n$/],
  ])('%s is 2, with a sentence', async (_what, args, words) => {
    const { code, stderr } = await run(...args);
    expect(stderr).toMatch(words);
    expect(code).toBe(2);
  });

  it('a wrong option begins nothing', async () => {
    expect((await run(...RUN, 'quick', '--id', 'never-1', '--timeout', 'soon')).code).toBe(2);
    await expect(client.get('never-1')).rejects.toMatchObject({ code: 'mission_not_found' });
  });

  it('a caller without a key is 2', async () => {
    const running = terminal.start(['list'], { MISSION_PROGRESS_KEY: '' });
    expect(await running.exited).toBe(2);
    expect(running.stderr).toContain('This call needs a token.');
  });

  it('nobody there is 4', async () => {
    const nowhere = await run('watch', 'some-id', '--url', 'http://127.0.0.1:9');
    expect(nowhere.stderr).toContain('http://127.0.0.1:9 did not answer');
    expect(nowhere.code).toBe(4);
  });

  it('help and version are 0', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('watch <id>') });
    expect(await run('--version')).toMatchObject({ code: 0, stdout: '0.1.0\n' });
  });
});
