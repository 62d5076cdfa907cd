import { createServer } from 'node:http';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../functions/src/edge/log.ts';
import { sendEvents } from '../../../functions/src/http/sendEvents.ts';
import { type StreamEvent, streamTrouble } from '../../../functions/src/schema/stream.ts';
import { START } from '../../support/missions.ts';
import { gate } from '../../support/steps.ts';
import { openStream, type Reader } from '../../support/streamReader.ts';
import { until } from '../../support/until.ts';

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

/** A stream of what `open` yields; its time is up when the test says so. */
async function served(
  open: (signal: AbortSignal) => AsyncIterable<StreamEvent | 'alive'>,
): Promise<{ reader: Reader; timeUp(): void; done: Promise<void> }> {
  const clock = { epochMs: () => Date.parse(START), now: () => START };
  const time = gate();
  const done = gate();
  const sleep = (_durationMs: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      void time.opened.then(resolve);
      signal?.addEventListener('abort', () => resolve());
    });
  const app = express();
  app.get('/missions/m/stream', async (_request, response) => {
    await sendEvents({ log: createLog('silent'), random: () => 0, clock, sleep }, response, '/here', open);
    done.open();
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  ended.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const reader = await openStream(`http://127.0.0.1:${address.port}`, 'm');
  return { reader, timeUp: () => time.open(), done: done.opened };
}

/** 64 kB. */
function largeEvent(seq: number): StreamEvent {
  const entry = { mission_id: 'mission', owner: 'anna', seq, kind: 'chat', event_type: 'progressed' } as const;
  const data = { ...entry, message: 'x'.repeat(64_000), timestamp: START, attempt: 1, step_index: 0 };
  return { event: 'chat', id: `${seq}`, data: { ...data, status: 'in_progress' } };
}

const UNLIMITED = 100_000;

describe('a reader who does not take what is sent', () => {
  /** Yields for as long as it is asked, and counts. */
  function endless(): { asked: () => number; open: () => AsyncGenerator<StreamEvent> } {
    let asked = 0;
    return {
      asked: () => asked,
      open: async function* () {
        for (; asked < UNLIMITED; asked += 1) yield largeEvent(asked + 1);
      },
    };
  }
  /** Resolves once no more is asked for. */
  async function standstill(asked: () => number): Promise<number> {
    let before = -1;
    let looks = 0;
    return await until('the stream to stand still', () => {
      looks = asked() === before ? looks + 1 : 0;
      before = asked();
      return before > 0 && looks > 10 ? before : null;
    });
  }

  it('is waited for: nothing more is read for him, and all goes on when he does', async () => {
    const { asked, open } = endless();
    const { reader } = await served(open);
    reader.pause();
    const stood = await standstill(asked);
    // What the sockets of the two ends hold: some megabytes, and not the 6 GB that there are.
    expect(stood).toBeLessThan(1_000);
    reader.resume();
    await until('more', () => asked() > stood + 10);
    reader.cut();
  });

  it('is let go of when the time is up', async () => {
    const { asked, open } = endless();
    const { reader, timeUp, done } = await served(open);
    reader.pause();
    await standstill(asked);
    timeUp();
    await done;
    reader.resume();
    expect(await reader.closed).toEqual({ isWhole: false });
  });

  it('is let go of when he goes', async () => {
    const { asked, open } = endless();
    const { reader, done } = await served(open);
    await until('the beginning', () => asked() > 0);
    reader.cut();
    await done;
    expect(asked()).toBeLessThan(UNLIMITED);
  });
});

describe('what is thrown after the beginning', () => {
  it('is an event of its own, without the inner words of a fault of ours', async () => {
    const { reader } = await served(async function* () {
      yield largeEvent(1);
      throw new Error('secret');
    });
    expect(await reader.closed).toEqual({ isWhole: true });
    const [first, second, ...others] = reader.parsed().events;
    expect([first?.event, second?.event, others]).toEqual(['chat', 'trouble', []]);
    expect(streamTrouble.parse(second?.data)).toMatchObject({ code: 'internal', instance: '/here', timestamp: START });
    expect(reader.text()).not.toContain('secret');
  });
});
