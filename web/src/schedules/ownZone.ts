/** The zone of the reader's device, in which moments are written. */
export const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whether a schedule's zone is the reader's: then "at 9:00" is the same time for both. */
export function isOwnZone(zone: string): boolean {
  return zone.trim().toLowerCase() === OWN_ZONE.toLowerCase();
}
