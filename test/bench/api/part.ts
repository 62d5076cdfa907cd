import type { Part } from '../bench.ts';
import { pollers, progress } from './progress.ts';

/** The HTTP API. */
export const api: Part = { progress, pollers };
