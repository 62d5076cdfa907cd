import { Sparkles } from 'lucide-react';
import { useFreshness } from '../shell/useFreshness.ts';
import { Button, type ButtonLook } from '../ui/Button.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { OFFLINE_REASON, SAMPLE } from '../words/shared.ts';
import { useSampleMission } from './startMission.ts';

interface Props {
  readonly look?: ButtonLook;
  readonly className?: string;
}

/** Runs a mission over this product's own guide: the shortest way to see one. */
export function SampleButton({ look = 'plain', className = '' }: Props) {
  const sample = useSampleMission();
  const blocked = useFreshness().isCutOff ? OFFLINE_REASON : null;
  return (
    <>
      <Button look={look} className={className} onClick={sample.start} isBusy={sample.isBusy} blocked={blocked}>
        {!sample.isBusy && <Sparkles className="size-4" aria-hidden />}
        {sample.isBusy ? SAMPLE.starting : SAMPLE.start}
      </Button>
      {sample.problem !== null && (
        <div className="basis-full">
          <TroubleNotice problem={sample.problem} />
        </div>
      )}
    </>
  );
}
