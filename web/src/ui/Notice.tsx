import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import type { Tone } from './tone.ts';

interface Props {
  readonly tone: Tone;
  readonly title?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly ref?: Ref<HTMLDivElement>;
  /** With it the message may get the focus, as with a `ref`. */
  readonly id?: string;
}

/** A message that stays until what it says is no longer so. */
export function Notice({ tone, title, children, actions, ref, id }: Props) {
  const Icon = tone === 'failed' ? CircleAlert : tone === 'waiting' ? TriangleAlert : Info;
  return (
    <div
      ref={ref}
      id={id}
      tabIndex={ref === undefined && id === undefined ? undefined : -1}
      data-tone={tone}
      className="flex flex-wrap items-start gap-x-4 gap-y-3 rounded-xl border border-tone-line bg-tint px-4 py-3"
    >
      <Icon className="mt-0.5 size-[1.125rem] shrink-0 text-tone" aria-hidden />
      <div className="min-w-0 flex-1 basis-36 wrap-any">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        {children}
      </div>
      {actions}
    </div>
  );
}
