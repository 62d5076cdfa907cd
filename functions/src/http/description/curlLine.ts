import type { Example, Operation } from '../operation.ts';

/** Wider than this, a line is parted before its body. */
const WIDTH = 100;

/**
 * A call as a line for a shell, with `$BASE` for the service's address, `$AUTH` for the header that signs in, and
 * `$MISSION_ID` and the like for what stands in the path. Addresses are quoted, so that what is in them is the shell's business in no case.
 */
export function curlLine({ method, path, media, scope }: Operation, { query = {}, body }: Example): string {
  const address = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => `$${name.toUpperCase()}`);
  const asked = Object.entries(query).map(([name, value]) => `${name}=${encoded(value)}`);
  const verb = method === 'get' ? '' : ` -X ${method.toUpperCase()}`;
  // Without -N curl keeps the lines of a stream to itself for a while.
  const start = `curl -sS${media === undefined ? '' : 'N'}${verb} "$BASE${address}${asked.length === 0 ? '' : '?'}${asked.join('&')}"${scope === null ? '' : ' -H "$AUTH"'}`;
  if (body === undefined) return start;
  const rest = `-H 'content-type: application/json' -d '${spaced(body).replaceAll("'", "'\\''")}'`;
  return `${start}${start.length + rest.length > WIDTH ? ' \\\n  ' : ' '}${rest}`;
}

/** As JSON on one line with blanks between its parts, for lines to be broken at where they are too long for a page. */
function spaced(body: unknown): string {
  const lines = JSON.stringify(body, null, 1);
  return lines.replaceAll(/(?<=[[{])\n *|\n *(?=[\]}])/g, '').replaceAll(/\n */g, ' ');
}

/** Commas and colons stay as they are: they mean nothing else behind a question mark, and are easier to read. */
function encoded(value: string): string {
  return encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':');
}
