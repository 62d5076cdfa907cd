import { MissionProgress } from '../client.ts';
import { MissionProgressError } from '../errors.ts';
import { type CommandLine, numberIn, readCommandLine, USAGE, UsageError } from './commandLine.ts';
import { COMMANDS } from './commands.ts';
import { errorLines } from './errorLines.ts';
import { EXIT, type ExitCode, exitOfError } from './exitCode.ts';
import { listenForInterrupt } from './interrupt.ts';
import { printable } from './printable.ts';
import { PROGRAM } from './program.ts';

declare const PACKAGE_VERSION: string;

/** The command `mission-progress`: does what its arguments say, and sets the process's exit code. */
export async function main(): Promise<void> {
  // A reader who has seen enough, such as `head`, is no failure.
  process.stdout.on('error', () => process.exit(EXIT.completed));
  process.exitCode = await exitOf(process.argv.slice(2));
  // A connection that is kept open would keep the process.
  process.stdout.write('', () => process.exit());
}

async function exitOf(args: readonly string[]): Promise<ExitCode> {
  let line: CommandLine | null = null;
  try {
    line = readCommandLine(args);
    return await obey(line);
  } catch (error) {
    return complain(error, line);
  }
}

async function obey(line: CommandLine): Promise<ExitCode> {
  const { help, version, url, key } = line.values;
  if (version === true || help === true || line.command === 'help') {
    process.stdout.write(`${version === true ? PACKAGE_VERSION : USAGE}\n`);
    return EXIT.completed;
  }
  const command = Object.hasOwn(COMMANDS, line.command) ? COMMANDS[line.command] : undefined;
  if (command === undefined) {
    throw new UsageError(line.command === '' ? 'Which command?' : `There is no command "${line.command}".`);
  }
  const { MISSION_PROGRESS_URL: knownUrl, MISSION_PROGRESS_KEY: knownKey } = process.env;
  // Set to nothing counts as not set.
  const address = url || knownUrl || 'http://localhost:5000';
  if (!URL.canParse(address)) throw new UsageError(`${address} is no address; it begins with http:// or https://`);
  const client = new MissionProgress({ url: address, key: key || knownKey || undefined });
  // Read before anything is begun that it is about.
  const timeoutSeconds = numberIn(line.values, 'timeout') ?? null;
  return await command({ line, client, timeoutSeconds, interrupted: listenForInterrupt() });
}

function complain(error: unknown, line: CommandLine | null): ExitCode {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n${PROGRAM} --help says what there is.\n`);
    return EXIT.usage;
  }
  if (!(error instanceof MissionProgressError)) throw error;
  const { code, status, retryable, allowed, retryAfterMs } = error;
  const { detail, next, fields } = printable({ detail: error.detail, next: error.next, fields: error.fields });
  if (line?.values.json === true)
    process.stdout.write(`${JSON.stringify({ event: 'error', code, status, detail, next, retryable, fields })}\n`);
  const lines = errorLines({ code, status, detail, next, fields, allowed, retryAfterMs }, line?.words[0]);
  process.stderr.write(`${lines.join('\n')}\n`);
  return exitOfError(error);
}
