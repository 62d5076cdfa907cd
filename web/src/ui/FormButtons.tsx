import { COMMON } from '../words/shared.ts';
import { Button } from './Button.tsx';

interface Props {
  readonly submit: string;
  readonly busy: string;
  readonly isBusy: boolean;
  readonly blocked: string | null;
  readonly onLeave: () => void;
}

/** How a form in a dialog ends: left as it is, or sent. */
export function FormButtons({ submit, busy, isBusy, blocked, onLeave }: Props) {
  return (
    <div className="flex flex-wrap justify-end gap-3 max-sm:*:flex-1">
      <Button onClick={onLeave}>{COMMON.leave}</Button>
      <Button type="submit" look="primary" isBusy={isBusy} blocked={blocked}>
        {isBusy ? busy : submit}
      </Button>
    </div>
  );
}
