/** The type of missions that write a report. By itself: whoever asks this need not load what a report is asked. */
export const REPORT_TYPE = 'report';

export function isReport({ type }: { readonly type: string }): boolean {
  return type === REPORT_TYPE;
}
