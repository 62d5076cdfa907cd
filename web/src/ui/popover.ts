/** A popover that hangs from the header's right end. */
export const POPOVER =
  'fixed inset-auto top-[3.75rem] right-3 m-0 w-[min(20rem,calc(100vw-1.5rem))] rounded-xl border border-line bg-bg p-4 ' +
  'text-sm text-text shadow-[0_12px_32px_var(--shadow)]';
