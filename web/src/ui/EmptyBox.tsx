import type { ReactNode } from 'react';
import { NewButton } from './NewButton.tsx';

interface Props {
  readonly title: string;
  readonly text: ReactNode;
  /** "as of 14:02", where it may no longer be empty. */
  readonly asOf?: string;
  readonly label: string;
  /** The id of the page's own button, which stays when this one goes: it has the focus back after the form. */
  readonly standing: string;
  readonly blocked: string | null;
  readonly onPress: () => void;
}

/** Stands where a list will be: what it would hold, and the way to its first entry. */
export function EmptyBox({ title, text, asOf = '', label, standing, blocked, onPress }: Props) {
  const press = (): void => {
    document.getElementById(standing)?.focus();
    onPress();
  };
  return (
    <div className="panel px-6 py-10 text-center">
      <p className="font-medium">
        {title}
        {asOf !== '' && <span className="font-normal text-muted"> · {asOf}</span>}
      </p>
      <p className="mx-auto mt-1 mb-4 max-w-[48ch] text-muted">{text}</p>
      <NewButton label={label} blocked={blocked} onPress={press} />
    </div>
  );
}
