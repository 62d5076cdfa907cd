import type { Part } from '../bench.ts';
import { crash } from './crash/crash.ts';
import { longMission } from './longMission.ts';
import { operations } from './operations.ts';
import { snapshot } from './snapshot.ts';
import { throughput } from './throughput.ts';

/** The durable runner. */
export const runner: Part = { throughput, operations, snapshot, crash, long: longMission };
