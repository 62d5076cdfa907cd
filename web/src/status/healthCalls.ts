import { aliveAnswer, metricsAnswer, readyAnswer } from '../../../functions/src/schema/health.ts';
import { look } from '../api.ts';

/** What the service says of itself, to anybody. */
export const healthCalls = {
  /** No read. */
  alive: () => look('/health', aliveAnswer),
  /** One read. */
  ready: () => look('/health/ready', readyAnswer),
  /** At most 14 reads, and none where another call asked within 15 s; refused on a real project. */
  metrics: () => look('/health/metrics', metricsAnswer),
};
