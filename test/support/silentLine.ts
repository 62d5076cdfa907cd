import { connect, createServer, type Socket } from 'node:net';

/** A line to a server that can be made to carry nothing more, though it stays open: the worst of all outages. */
export interface SilentLine {
  /** `host:port` of this end of it. */
  readonly host: string;
  /** From now on nothing goes through, on what is open and on what is opened later. */
  silence(): void;
  /** Of the answers that are being streamed now nothing more arrives, as in a page that was frozen; all else goes on. */
  deafen(): void;
  close(): Promise<void>;
}

interface Pair {
  readonly here: Socket;
  readonly there: Socket;
  /** What was asked last is a stream of Firestore's, which answers bit by bit. */
  isStream: boolean;
  isDeaf: boolean;
}

/** A line to `host:port`. */
export async function silentLine(to: string): Promise<SilentLine> {
  const { hostname, port } = new URL(`http://${to}`);
  const pairs = new Set<Pair>();
  let isSilent = false;
  const server = createServer((here) => {
    const pair: Pair = { here, there: connect(Number(port), hostname), isStream: false, isDeaf: false };
    pairs.add(pair);
    join(pair, () => isSilent);
    if (isSilent) here.pause();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the line has no port');
  return {
    host: `127.0.0.1:${address.port}`,
    silence: () => {
      isSilent = true;
    },
    deafen: () => {
      for (const pair of pairs) pair.isDeaf = pair.isStream;
    },
    close: () =>
      new Promise((resolve) => {
        for (const { here, there } of pairs) [here, there].forEach((socket) => socket.destroy());
        server.close(() => resolve());
      }),
  };
}

function join(pair: Pair, isSilent: () => boolean): void {
  const { here, there } = pair;
  // One side has gone away: so does the other.
  for (const socket of [here, there]) socket.on('error', () => socket.destroy());
  here.on('data', (data) => {
    const asked = /^([A-Z]+) \S*Listen\/channel/.exec(data.toString('latin1', 0, 200));
    if (asked !== null) pair.isStream = asked[1] === 'GET';
    if (!isSilent()) there.write(data);
  });
  there.on('data', (data) => isSilent() || pair.isDeaf || here.write(data));
  here.on('close', () => there.destroy());
  there.on('close', () => isSilent() || pair.isDeaf || here.destroy());
}
