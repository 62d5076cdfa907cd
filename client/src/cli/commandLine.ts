import { parseArgs } from 'node:util';
import { PROGRAM } from './program.ts';

export const USAGE = `${PROGRAM} <command> [options]

  run <objective> --domain D    create a mission, approve it, run it, and watch it to its end
      --domain D                where it may go; once for each domain
      --input JSON              what its type takes beside that, such as a report's sources; @FILE reads a file
      --type T                  its type (research)
      --id ID                   an id of your own: running the same again is the same mission
      --budget-pages N          --budget-bytes N, --budget-seconds N, --budget-cost USD
      --priority N              -10 to 10
      --tag T                   a tag to find it by; once for each tag
      --not-before TIME         begin no earlier, such as 2026-12-01T06:00:00Z
      --detach                  start it and leave
  watch <id>                    watch a mission to its end
  list                          your missions, newest first; only those that match
                                --status S, --type T, --tag T, --text WORDS; --limit N
  result <id>                   what it found
  cancel <id>                   stop it (--reason TEXT); also pause <id>, resume <id>
  retry <id>                    run a failed or cancelled mission again (--from STEP, --input JSON, --detach)
  answer <id> <choice>          answer what it asks (--comment TEXT)
  signal <id> <name>            send it a signal (--payload JSON)

  --url URL       where the API is: else MISSION_PROGRESS_URL, else http://localhost:5000
  --key KEY       an API key: else MISSION_PROGRESS_KEY; on the emulator suite none is needed
  --timeout S     stop watching after so many seconds
  --json          one JSON object a line
  --help, --version

Exit code: 0 completed, 1 failed, 2 refused or a wrong command line, 3 cancelled, 4 not over in time or nobody
answers, 130 after Ctrl-C. The mission goes on whatever becomes of this command.`;

/** What can't be done as it was asked for. */
export class UsageError extends Error {}

const OPTIONS = {
  domain: { type: 'string', multiple: true },
  input: { type: 'string' },
  type: { type: 'string' },
  tag: { type: 'string', multiple: true },
  text: { type: 'string' },
  id: { type: 'string' },
  'budget-pages': { type: 'string' },
  'budget-bytes': { type: 'string' },
  'budget-seconds': { type: 'string' },
  'budget-cost': { type: 'string' },
  priority: { type: 'string' },
  'not-before': { type: 'string' },
  detach: { type: 'boolean' },
  status: { type: 'string' },
  limit: { type: 'string' },
  from: { type: 'string' },
  comment: { type: 'string' },
  reason: { type: 'string' },
  payload: { type: 'string' },
  url: { type: 'string' },
  key: { type: 'string' },
  timeout: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parse>['values'];
type OptionName = keyof typeof OPTIONS;

export interface CommandLine {
  readonly command: string;
  readonly words: readonly string[];
  readonly values: Values;
}

/** The arguments after the program's name. Throws {@link UsageError} with a sentence. */
export function readCommandLine(args: readonly string[]): CommandLine {
  try {
    const { values, positionals } = parse(args);
    const [command = '', ...words] = positionals;
    return { command, words, values };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
}

/** The option as a number; undefined where it was left out. */
export function numberIn(
  values: Values,
  name: Extract<OptionName, `budget-${string}` | 'priority' | 'limit' | 'timeout'>,
) {
  const text = values[name];
  if (text === undefined) return undefined;
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(number)) throw new UsageError(`--${name} must be a number, not "${text}"`);
  return number;
}

/** The words behind the command: as many as there are names. */
export function wordsOf({ command, words }: CommandLine, ...names: readonly string[]): readonly string[] {
  if (words.length === names.length && !words.includes('')) return words;
  throw new UsageError(`It is: ${PROGRAM} ${[command, ...names.map((name) => `<${name}>`)].join(' ')}`);
}
