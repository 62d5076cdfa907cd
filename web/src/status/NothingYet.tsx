import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly text: string;
  /** What leads to the first of what will stand here. */
  readonly children?: ReactNode;
}

/** Stands where there is nothing to show of somebody's missions yet. */
export function NothingYet({ title, text, children }: Props) {
  return (
    <div className="panel px-4 py-6 md:px-5">
      <p className="font-medium">{title}</p>
      <p className="mt-1 max-w-[70ch] text-muted">{text}</p>
      {children !== undefined && <div className="mt-4 flex flex-wrap gap-3">{children}</div>}
    </div>
  );
}
