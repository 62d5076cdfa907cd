import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { Problem } from '../problem.ts';

/** Where every emulator listens unless the port is taken: the ones that Firebase's documentation names. */
export const usualPorts = {
  hosting: 5000,
  functions: 5001,
  firestore: 8080,
  firestoreWebSocket: 9150,
  auth: 9099,
  tasks: 9499,
  eventarc: 9299,
  hub: 4400,
  logging: 4500,
};

export type Ports = Readonly<Record<keyof typeof usualPorts, number>>;

/** The usual ports, each moved up to the next free one where it is taken. */
export async function portsNear(preferred: Ports): Promise<Ports> {
  const taken = new Set<number>();
  return eachPort(preferred, (usual) => firstFree(taken, usual, (port) => port + 1));
}

/** Ports of a test run: outside the range from which systems give ports to outgoing connections. */
export async function scatteredPorts(): Promise<Ports> {
  const taken = new Set<number>();
  const anywhere = () => randomInt(20_000, 30_000);
  return eachPort(usualPorts, () => firstFree(taken, anywhere(), anywhere));
}

/** One more, for something that a test serves to the suite. */
export function portBeside(ports: Ports): Promise<number> {
  const anywhere = () => randomInt(20_000, 30_000);
  return firstFree(new Set(Object.values(ports)), anywhere(), anywhere);
}

async function eachPort(ports: Ports, choose: (usual: number) => Promise<number>): Promise<Ports> {
  return {
    // Before hosting, for the Hosting emulator leaves 5001 to the functions even where nothing listens there.
    functions: await choose(ports.functions),
    hosting: await choose(ports.hosting),
    firestore: await choose(ports.firestore),
    firestoreWebSocket: await choose(ports.firestoreWebSocket),
    auth: await choose(ports.auth),
    tasks: await choose(ports.tasks),
    eventarc: await choose(ports.eventarc),
    hub: await choose(ports.hub),
    logging: await choose(ports.logging),
  };
}

async function firstFree(taken: Set<number>, from: number, next: (port: number) => number): Promise<number> {
  let port = from;
  for (let tries = 0; tries < 200; tries += 1) {
    if (!taken.has(port) && (await isFree(port))) {
      taken.add(port);
      return port;
    }
    port = next(port);
  }
  throw new Problem(`No free port found from ${from} on.`);
}

/** A server may hold one of the two loopback addresses only, and a browser told "localhost" may then meet that one. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1']) {
    // Both questions: macOS lets us listen beside a server that listens on every address.
    if ((await answers(port, host)) || !(await canListen(port, host))) return false;
  }
  return true;
}

async function answers(port: number, host: string): Promise<boolean> {
  const socket = connect(port, host);
  return new Promise((resolve) => {
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function canListen(port: number, host: string): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    // A machine without IPv6 has no such address: then nobody holds the port there either.
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT');
    });
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
