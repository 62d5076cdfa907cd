import { Notice } from '../ui/Notice.tsx';

interface Props {
  readonly words: { readonly title: string; readonly detail: string; readonly next: string };
}

/** A part of a page that this device has not kept, while it is offline (see `useNotHere`). Nothing is wrong with it. */
export function NotKept({ words: { title, detail, next } }: Props) {
  return (
    <Notice tone="queued" title={title}>
      <p>{detail}</p>
      <p className="text-muted">{next}</p>
    </Notice>
  );
}
