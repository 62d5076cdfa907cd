import { fork } from 'node:child_process';
import { inRepo } from '../../../scripts/paths.ts';
import { alternate, type Bench } from '../bench.ts';
import { endChild } from '../emulator.ts';
import { type Comparison, shareBelow } from '../figures.ts';
import { type Load, load } from './callers.ts';
import type { Serving } from './protocol.ts';

const CALLERS = [16, 64];
const DURATION_MS = 1_500;

type Side = 'floor' | 'cold' | 'cached' | 'known';

/** The progress query against express and one get by id: read anew, answered from what was read, and 304. */
export async function progress(bench: Bench): Promise<Comparison[]> {
  return await withServer(bench, async (serving) => {
    const compared: Comparison[] = [];
    for (const count of CALLERS) {
      bench.say(`${count} callers`);
      const loads = await alternate<Side, Load>(bench, await sidesOf(serving, count));
      compared.push(...comparisons(count, loads));
    }
    return compared;
  });
}

async function sidesOf(serving: Serving, count: number): Promise<Record<Side, () => Promise<Load>>> {
  const { api, floor, queued, completed } = serving;
  const one = (call: number) => `/missions/${queued[call % queued.length]}`;
  const mine = `/missions/${completed}/progress`;
  const told = await fetch(`${api}${mine}`, { headers: { authorization: 'Bearer bench' } });
  const etag = told.headers.get('etag') ?? '';
  const options = { count, durationMs: DURATION_MS };
  return {
    floor: () => load(floor, one, options),
    cold: () => load(api, (call) => `${one(call)}/progress?fresh=1`, options),
    cached: () => load(api, () => mine, options),
    known: () => load(api, () => mine, { ...options, headers: { 'if-none-match': etag } }),
  };
}

function comparisons(count: number, loads: Record<Side, Load[]>): Comparison[] {
  const of = (side: Side, share: number) => loads[side].map(({ callsMs }) => shareBelow(callsMs, share));
  const byId = { name: 'express and get by id', values: of('floor', 0.5) };
  const cold = { name: 'the same, read anew', values: of('cold', 0.5) };
  const cached = { name: 'the same, with its body', values: of('cached', 0.5) };
  const p50 = (name: string) => ({ name: `progress ${name}, p50, ${count} callers`, unit: 'ms' });
  return [
    { ...p50('read anew'), ours: cold.values, floor: byId, target: { of: 'ratio', at: 'most', value: 1.5 } },
    { ...p50('asked again'), ours: cached.values, floor: cold, target: { of: 'ratio', at: 'most', value: 0.5 } },
    { ...p50('known: 304'), ours: of('known', 0.5), floor: cached, target: { of: 'ratio', at: 'most', value: 1 } },
    {
      ...{ name: `progress read anew, p95, ${count} callers`, unit: 'ms', ours: of('cold', 0.95) },
      floor: { name: 'express and get by id', values: of('floor', 0.95) },
      target: { of: 'ours', at: 'most', value: 100 },
    },
  ];
}

const POLL_MS = 3_000;

/** What a thousand callers who poll one running mission make Firestore read, against ten. */
export async function pollers(bench: Bench): Promise<Comparison[]> {
  return await withServer(bench, async ({ api, floor, queued }) => {
    const path = () => `/missions/${queued[0]}/progress`;
    const readsPerSecond = (count: number) => async (): Promise<number> => {
      await readsOf(floor);
      const { seconds } = await load(api, path, { count, durationMs: POLL_MS });
      return (await readsOf(floor)) / seconds;
    };
    const reads = await alternate<'many' | 'few', number>(bench, {
      many: readsPerSecond(1_000),
      few: readsPerSecond(10),
    });
    return [
      {
        name: 'documents read for 1,000 pollers of one mission',
        unit: '/s',
        ours: reads.many,
        floor: { name: '10 pollers', values: reads.few },
        target: { of: 'ratio', at: 'most', value: 1.1 },
      },
    ];
  });
}

async function readsOf(floor: string): Promise<number> {
  return Number(await (await fetch(`${floor}/reads`)).text());
}

async function withServer<T>(bench: Bench, measure: (serving: Serving) => Promise<T>): Promise<T> {
  const child = fork(inRepo('test/bench/api/server.ts'), [bench.newProject()]);
  try {
    const serving = await new Promise<Serving>((resolve, reject) => {
      child.once('message', (message: Serving) => resolve(message));
      child.once('exit', (code) => reject(new Error(`the server of the bench ended with ${code}`)));
    });
    return await measure(serving);
  } finally {
    await endChild(child);
  }
}
