import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runBash } from './bash.ts';
import type { Answered } from './call.ts';

/** Stands before a line of the reference: the very curl of it, told to leave what it got where the test finds it. */
const KEEPING = 'curl() { command curl -D headers.txt -o body.txt "$@"; }';

/** Runs a line of curl as the reference prints it, with the variables that it names, and answers what came back. */
export async function runCurl(
  line: string,
  folder: string,
  variables: Readonly<Record<string, string>>,
): Promise<Omit<Answered, 'json'>> {
  const { code, err } = await runBash(`rm -f body.txt\n${KEEPING}\n${line}\n`, folder, variables);
  if (code !== 0) throw new Error(`curl ended with ${code}: ${err}`);
  // A file that curl had nothing to put into is not there.
  const text = await readFile(join(folder, 'body.txt'), 'utf8').catch(() => '');
  const [first = '', ...lines] = (await readFile(join(folder, 'headers.txt'), 'utf8')).trim().split('\r\n');
  const headers = lines.map((each): [string, string] => {
    const colon = each.indexOf(':');
    return [each.slice(0, colon), each.slice(colon + 1).trim()];
  });
  return { status: Number(first.split(' ')[1]), headers: new Headers(headers), text };
}
