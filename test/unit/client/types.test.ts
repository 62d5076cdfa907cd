import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type * as z from 'zod';
import type * as wire from '../../../client/src/index.ts';
import type * as api from '../../../functions/src/schema/api.ts';
import type { HistoryEntry } from '../../../functions/src/schema/history.ts';
import type { ReportAnswer, stepReport } from '../../../functions/src/schema/report.ts';
import type * as requests from '../../../functions/src/schema/requests.ts';
import type { StreamEvent } from '../../../functions/src/schema/stream.ts';
import { clientTypes } from '../../../scripts/building/clientTypes.ts';
import { inRepo } from '../../../scripts/paths.ts';

/** `text` as Biome formats a file of this name. */
function formatted(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const biome = inRepo('node_modules/@biomejs/biome/bin/biome');
    const args = [biome, 'format', '--stdin-file-path', 'client/src/wire.ts'];
    const child = execFile(process.execPath, args, { cwd: inRepo() }, (error, stdout) =>
      error === null ? resolve(stdout) : reject(error),
    );
    child.stdin?.end(text);
  });
}

describe('the types of the client package', () => {
  it('are those that the schemas make: else run `npm run client-types`', async () => {
    const stored = await readFile(inRepo('client/src/wire.ts'), 'utf8');
    expect(stored).toBe(await formatted(clientTypes()));
  });

  // Checked by the type checker: each is what zod itself infers, in both directions.
  it('are what zod infers of an answer', () => {
    expectTypeOf<wire.MissionAnswer>().toEqualTypeOf<api.MissionAnswer>();
    expectTypeOf<wire.ProgressAnswer>().toEqualTypeOf<api.ProgressAnswer>();
    expectTypeOf<wire.ResultAnswer>().toEqualTypeOf<api.ResultAnswer>();
    expectTypeOf<wire.ProgressList>().toEqualTypeOf<z.infer<typeof api.progressList>>();
    expectTypeOf<wire.MissionList>().toEqualTypeOf<z.infer<typeof api.missionList>>();
    expectTypeOf<wire.EventList>().toEqualTypeOf<z.infer<typeof api.eventList>>();
    expectTypeOf<wire.InputAnswer>().toEqualTypeOf<api.InputAnswer>();
    expectTypeOf<wire.DraftList>().toEqualTypeOf<api.DraftList>();
    expectTypeOf<wire.StepList>().toEqualTypeOf<z.infer<typeof api.stepList>>();
    expectTypeOf<wire.Problem>().toEqualTypeOf<api.Problem>();
    expectTypeOf<wire.HistoryEntry>().toEqualTypeOf<HistoryEntry>();
    expectTypeOf<wire.StreamEvent>().toEqualTypeOf<Exclude<StreamEvent, { event: 'trouble' }>>();
    expectTypeOf<wire.ReportAnswer>().toEqualTypeOf<ReportAnswer>();
  });

  it('are what zod takes as a request', () => {
    expectTypeOf<wire.CreateMissionRequest>().toEqualTypeOf<z.input<typeof requests.createMissionRequest>>();
    expectTypeOf<wire.EditMissionRequest>().toEqualTypeOf<z.input<typeof requests.editMissionRequest>>();
    expectTypeOf<wire.RetryMissionRequest>().toEqualTypeOf<z.input<typeof requests.retryMissionRequest>>();
    expectTypeOf<wire.AnswerRequest>().toEqualTypeOf<z.input<typeof requests.answerRequest>>();
    expectTypeOf<wire.SignalRequest>().toExtend<z.input<typeof requests.signalRequest>>();
    expectTypeOf<wire.StepReport>().toExtend<z.input<typeof stepReport>>();
  });

  it('know every filter of the list', () => {
    expectTypeOf<keyof wire.ListFilter>().toEqualTypeOf<Exclude<keyof requests.ListMissionsQuery, 'cursor'>>();
  });
});
