import type { ReactNode } from 'react';

interface PartProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a step's page. */
export function Part({ title, aside, children }: PartProps) {
  return (
    <div className="px-4 py-3">
      <div className="mb-1 flex items-center justify-between gap-3">
        <h3 className="text-sm font-semibold text-muted">{title}</h3>
        {aside !== undefined && <div className="flex">{aside}</div>}
      </div>
      {children}
    </div>
  );
}
