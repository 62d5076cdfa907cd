import type { ReactNode } from 'react';

interface Props {
  readonly id: string;
  readonly title: string;
  /** Stands at the heading's end, such as a button. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A named part of a page. Headings have one height, so that parts side by side begin on one line. */
export function Section({ id, title, aside, children }: Props) {
  return (
    <section aria-labelledby={id}>
      <div className="mb-2 flex min-h-11 items-center justify-between gap-3 md:min-h-9">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
