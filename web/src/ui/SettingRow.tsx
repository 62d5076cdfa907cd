import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly hint?: ReactNode;
  /** The control, or what is set. */
  readonly children?: ReactNode;
}

/** One thing to set, with what it means. Rows stand in a panel, with lines between them. */
export function SettingRow({ title, hint, children }: Props) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-3.5">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium wrap-any">{title}</p>
        {hint !== undefined && <div className="text-sm text-muted">{hint}</div>}
      </div>
      {children}
    </div>
  );
}
