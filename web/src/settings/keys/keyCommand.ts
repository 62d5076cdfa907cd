/** As the client library and the terminal look for it. */
export const KEY_VARIABLE = 'MISSION_PROGRESS_KEY';
/** What stands for a key that is not known any more. */
const KEY_TO_FILL_IN = 'mp_YOUR_KEY';

/** Lines for a terminal that work as they stand while `key` is known; null: once a key was put in. */
export function keyCommand(key: string | null, origin: string): string {
  const put = `export ${KEY_VARIABLE}=${key ?? KEY_TO_FILL_IN}`;
  return [put, `curl ${origin}/missions -H "Authorization: Bearer $${KEY_VARIABLE}"`].join('\n');
}
