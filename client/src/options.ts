import type { ConnectionOptions } from './connection.ts';
import type { WatchDocument } from './sources.ts';

export interface MissionProgressOptions extends ConnectionOptions {
  /**
   * Where streams are asked for, if not at `url`: production's Hosting holds a stream back until it is over, the
   * function's own address does not.
   */
  readonly streamUrl?: string | undefined;
  /** Lets `follow` hear of changes from Firestore. */
  readonly firestore?: WatchDocument | undefined;
}

/** Of every call: aborting `signal` ends it, with the signal's reason. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}
