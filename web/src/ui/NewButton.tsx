import { Plus } from 'lucide-react';
import { Button, type ButtonLook } from './Button.tsx';

interface Props {
  readonly id?: string;
  readonly label: string;
  readonly look?: ButtonLook;
  readonly blocked: string | null;
  readonly onPress: () => void;
}

/** Opens the form of a new one. */
export function NewButton({ id, label, look = 'plain', blocked, onPress }: Props) {
  return (
    <Button id={id} look={look} blocked={blocked} onClick={onPress}>
      <Plus className="size-4" aria-hidden />
      {label}
    </Button>
  );
}
