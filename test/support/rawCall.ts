import { request } from 'node:http';
import type { Answered } from './call.ts';

/** A request as it goes over the wire: `fetch` would mend its address, its method and its headers. */
export interface RawRequest {
  readonly method: string;
  /** From the slash on, as it is. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

/** Sends `sent` as it is; the body of the answer is not parsed. */
export function rawCall(
  origin: string,
  { method, target, headers, body }: RawRequest,
): Promise<Omit<Answered, 'json'>> {
  const { hostname, port } = new URL(origin);
  const length = body === null ? {} : { 'content-length': `${body.length}` };
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, method, path: target, headers: { ...headers, ...length } }, (answer) => {
      const chunks: Uint8Array[] = [];
      answer.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const told = Object.entries(answer.headersDistinct).map(([name, values = []]): [string, string] => [
          name,
          values.join(', '),
        ]);
        resolve({ status: answer.statusCode ?? 0, headers: new Headers(told), text: Buffer.concat(chunks).toString() });
      });
    });
    call.on('error', reject);
    call.end(body ?? undefined);
  });
}
