import * as z from 'zod';
import { type Answer, ask } from '../api.ts';

/** Taken as it comes: it is kept by the reader, not read by this page. */
const exported = z.looseObject({ is_complete: z.boolean() });
type Exported = z.infer<typeof exported>;

/** All that is stored of it. It costs a read for each document. */
export function exportMission(id: string): Promise<Answer<Exported>> {
  return ask({ method: 'GET', path: `/missions/${encodeURIComponent(id)}/export` }, exported);
}
