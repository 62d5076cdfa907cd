/** What became of work that was given a time: its result, or why there is none. */
export type Settled<T> =
  | { readonly isOk: true; readonly value: T }
  | { readonly isOk: false; readonly problem: string };

/** Waits for `work` as long as `patienceMs`. Never rejects. What is late goes on, and nobody hears of it. */
export async function within<T>(patienceMs: number, work: Promise<T>): Promise<Settled<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Settled<T>>((resolve) => {
    timer = setTimeout(() => resolve({ isOk: false, problem: `no answer within ${patienceMs} ms` }), patienceMs);
  });
  const answered = work.then(
    (value): Settled<T> => ({ isOk: true, value }),
    (error: unknown): Settled<T> => ({ isOk: false, problem: error instanceof Error ? error.message : String(error) }),
  );
  const end = await Promise.race([answered, late]);
  clearTimeout(timer);
  return end;
}
