/** What a server of the bench says once it serves. */
export interface Serving {
  /** Address of the product's API, and of express with one get by id. */
  readonly api: string;
  readonly floor: string;
  /** Ids of missions that are queued, and of one that is completed. */
  readonly queued: readonly string[];
  readonly completed: string;
}
