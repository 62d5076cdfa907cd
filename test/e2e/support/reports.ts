import { ask, report, startMission } from './server.ts';

interface Written {
  readonly objective: string;
  readonly summary: string;
  readonly markdown: string;
  readonly tags?: readonly string[];
}

/** A mission of the local user that its worker has completed with this report; its id. */
export async function missionWithReport({ objective, summary, markdown, tags = [] }: Written): Promise<string> {
  const id = await startMission({ objective, tags, type: 'external', external: { steps: [{ name: 'write' }] } });
  await report(id, 0, { status: 'started' });
  await report(id, 0, {
    status: 'completed',
    message: 'The report is written.',
    usage: { tokens: 48_210 },
    result: { summary, markdown },
  });
  return id;
}

/** Its result as the API answers it. */
export function resultOf(id: string): Promise<Record<string, unknown>> {
  return ask('GET', `/missions/${id}/result`);
}
