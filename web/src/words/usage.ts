/** What a language model took. */
export const USAGE_WORDS = {
  calls: 'Model calls',
  tokens: 'Tokens',
  /** Read by the model, and written by it. */
  read_written: (read: string, written: string) => `${read} read, ${written} written`,
  time: 'Model’s time',
  cost: 'Model’s cost',
  about: (amount: string) => `about ${amount}`,
} as const;
