import type { MissionProgress } from '../client.ts';
import { MissionProgressError } from '../errors.ts';
import { newMissionId } from '../missionId.ts';
import type { CreateMissionRequest, Json, MissionAnswer, MissionStatus } from '../wire.ts';
import { STATUSES, statusNamed, statusText } from './barLine.ts';
import { type CommandLine, numberIn, UsageError, wordsOf } from './commandLine.ts';
import { EXIT, type ExitCode } from './exitCode.ts';
import { jsonIn } from './jsonIn.ts';
import { printable } from './printable.ts';
import { PROGRAM } from './program.ts';
import { type Screen, screenFor } from './screens.ts';
import { watch } from './watch.ts';

export interface Asked {
  readonly line: CommandLine;
  readonly client: MissionProgress;
  readonly interrupted: AbortSignal;
  /** Null to watch for as long as it takes. */
  readonly timeoutSeconds: number | null;
}

type Command = (asked: Asked) => Promise<ExitCode>;

export const COMMANDS: Readonly<Record<string, Command>> = {
  run,
  list,
  result,
  retry,
  answer,
  signal,
  watch: (asked) => watchOn(asked, screenOf(asked), idOf(asked)),
  cancel: (asked) => tell(asked, (id) => asked.client.cancel(id, { reason: asked.line.values.reason })),
  pause: (asked) => tell(asked, (id) => asked.client.pause(id)),
  resume: (asked) => tell(asked, (id) => asked.client.resume(id)),
};

async function run(asked: Asked): Promise<ExitCode> {
  const { client, line } = asked;
  const request = requestIn(line);
  const screen = screenOf(asked);
  try {
    // Ctrl-C here leaves once it runs: half started it would wait for nobody knows what.
    const mission = await client.run(request);
    return await started(asked, screen, mission);
  } catch (error) {
    const isUnknown = error instanceof MissionProgressError && error.retryable;
    if (isUnknown) screen.say(`It may have begun; the same again goes on with it: --id ${request.mission_id}`);
    throw error;
  } finally {
    screen.close();
  }
}

async function started(asked: Asked, screen: Screen, mission: MissionAnswer): Promise<ExitCode> {
  const { mission_id: id } = mission;
  if (asked.line.values.detach !== true) {
    screen.say(`Mission ${id}`);
    return await watchOn(asked, screen, id);
  }
  print(asked, mission, id);
  screen.say(`It is ${statusText(mission.status)}. Follow it with: ${PROGRAM} watch ${id}`);
  return EXIT.completed;
}

function requestIn(line: CommandLine): CreateMissionRequest & { mission_id: string } {
  const { values } = line;
  const [objective = ''] = wordsOf(line, 'objective');
  const input = inputIn(line);
  if (values.domain === undefined && input === undefined) {
    throw new UsageError('run needs --domain: where the mission may go; or --input: what its type takes instead');
  }
  return {
    objective,
    scope: values.domain === undefined ? undefined : { allowed_domains: values.domain },
    input,
    type: values.type,
    budget: {
      max_pages: numberIn(values, 'budget-pages'),
      max_bytes: numberIn(values, 'budget-bytes'),
      max_seconds: numberIn(values, 'budget-seconds'),
      max_cost_usd: numberIn(values, 'budget-cost'),
    },
    priority: numberIn(values, 'priority'),
    tags: values.tag,
    not_before: values['not-before'],
    mission_id: values.id ?? newMissionId(),
  };
}

function inputIn({ values }: CommandLine): Json | undefined {
  return values.input === undefined ? undefined : jsonIn('input', values.input);
}

function watchOn({ client, interrupted, timeoutSeconds }: Asked, screen: Screen, id: string): Promise<ExitCode> {
  return watch({ client, screen, interrupted, timeoutSeconds }, id);
}

async function list(asked: Asked): Promise<ExitCode> {
  wordsOf(asked.line);
  const { status, type, tag = [], text, limit } = asked.line.values;
  if (tag.length > 1) throw new UsageError('list takes one --tag');
  const most = numberIn(asked.line.values, 'limit') ?? 20;
  let count = 0;
  const filter = {
    status: statusesIn(status),
    type,
    tag: tag[0],
    text,
    limit: limit === undefined ? undefined : Math.min(most, 100),
  };
  for await (const mission of asked.client.list(filter, { signal: asked.interrupted })) {
    const { mission_id: id, execution_record: record, objective } = printable(mission);
    const percent = `${Math.floor(record.progress_tracker.progress_percent)}`.padStart(3);
    print(asked, mission, `${id.padEnd(20)}  ${mission.status.padEnd(11)} ${percent} %  ${oneLine(objective)}`);
    count += 1;
    if (count >= most) break;
  }
  if (count === 0) screenOf(asked).say('There are none.');
  return EXIT.completed;
}

function statusesIn(text: string | undefined): MissionStatus[] | undefined {
  return text?.split(',').map((name) => {
    const status = statusNamed(name);
    if (status === null)
      throw new UsageError(`--status ${name}: there is no such status; it is ${STATUSES.join(', ')}`);
    return status;
  });
}

async function result(asked: Asked): Promise<ExitCode> {
  const found = printable(await asked.client.result(idOf(asked)));
  print(asked, found, found.markdown || found.summary);
  return EXIT.completed;
}

async function retry(asked: Asked): Promise<ExitCode> {
  const { from } = asked.line.values;
  const id = idOf(asked);
  const step = from !== undefined && /^\d+$/.test(from) ? Number(from) : from;
  const mission = await asked.client.retry(id, { from_step: step, input: inputIn(asked.line) });
  const screen = screenOf(asked);
  try {
    return await started(asked, screen, mission);
  } finally {
    screen.close();
  }
}

async function answer(asked: Asked): Promise<ExitCode> {
  const [id = '', choice = ''] = wordsOf(asked.line, 'id', 'choice');
  const { comment } = asked.line.values;
  // The question that is open now is the one that was read.
  const { wait } = await asked.client.get(id);
  const waitId = wait?.kind === 'approval' ? wait.wait_id : undefined;
  return tellOf(asked, await asked.client.answer(id, { choice, comment, wait_id: waitId }));
}

async function signal(asked: Asked): Promise<ExitCode> {
  const [id = '', name = ''] = wordsOf(asked.line, 'id', 'name');
  const { payload: text } = asked.line.values;
  const payload = text === undefined ? null : jsonIn('payload', text);
  return tellOf(asked, await asked.client.signal(id, { name, payload }));
}

async function tell(asked: Asked, command: (id: string) => Promise<MissionAnswer>): Promise<ExitCode> {
  return tellOf(asked, await command(idOf(asked)));
}

function tellOf(asked: Asked, mission: MissionAnswer): ExitCode {
  const isStopping = mission.cancel_requested_at !== null || mission.pause_requested_at !== null;
  const now = isStopping ? 'running; its step is being stopped' : statusText(mission.status);
  print(asked, mission, `${mission.mission_id} is ${now}.`);
  return EXIT.completed;
}

function idOf({ line }: Asked): string {
  return wordsOf(line, 'id')[0] ?? '';
}

function screenOf({ line }: Asked): Screen {
  return screenFor(line.values.json === true);
}

/** On stdout: `json` if that was asked for, else `text`. */
function print({ line }: Asked, json: object, text: string): void {
  process.stdout.write(`${line.values.json === true ? JSON.stringify(json) : text}\n`);
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
