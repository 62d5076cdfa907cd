export const TOASTS = {
  label: 'Notes',
  close: 'Close',
} as const;

export const COPYING = {
  done: 'Copied.',
  done_label: 'Copied',
  failed: 'Could not copy. Select the text instead.',
} as const;
