import { useState } from 'react';
import type { KeyAnswer, NewKeyAnswer } from '../../../../functions/src/schema/apiKey.ts';
import { useNow } from '../../clock.ts';
import { NotKept } from '../../shell/NotKept.tsx';
import { useFreshness } from '../../shell/useFreshness.ts';
import type { Trouble } from '../../trouble.ts';
import { announce } from '../../ui/announcer.ts';
import { Button } from '../../ui/Button.tsx';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { EmptyBox } from '../../ui/EmptyBox.tsx';
import { NewButton } from '../../ui/NewButton.tsx';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { KEYS, KEYS_NOT_KEPT } from '../../words/keys.ts';
import { COMMON, OFFLINE_REASON } from '../../words/shared.ts';
import { isOfConnection } from '../useAskedAgain.ts';
import { KeyRow } from './KeyRow.tsx';
import { keyCommand } from './keyCommand.ts';
import { keyView } from './keyView.ts';
import { NewKeyDialog } from './NewKeyDialog.tsx';
import { NewKeyNotice } from './NewKeyNotice.tsx';
import { useKeys } from './useKeys.ts';

/** Ages of keys are told in minutes at the finest. */
const TICK_MS = 30_000;
const NEW_KEY = 'new-key';

/** Keys with which programs call the API as whoever is signed in. */
export default function KeysSection() {
  const { keys, reload, create, revoke } = useKeys();
  const [isAsking, setAsking] = useState(false);
  const [made, setMade] = useState<NewKeyAnswer | null>(null);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const isOffline = useFreshness().isCutOff;
  const blocked = isOffline ? OFFLINE_REASON : null;
  const onRevoke = async (keyId: string): Promise<void> => {
    const trouble = await revoke(keyId);
    setProblem(trouble);
    if (made?.key_id === keyId) setMade(null);
    if (trouble === null) announce('key', KEYS.revoked);
    // The button that had the focus is gone with the key.
    document.getElementById(NEW_KEY)?.focus();
  };
  const ask = () => setAsking(true);
  const aside = <NewButton id={NEW_KEY} label={KEYS.new} look="primary" blocked={blocked} onPress={ask} />;
  return (
    <Section id="keys-title" title={KEYS.title} aside={aside}>
      <div className="space-y-4">
        <p className="max-w-[65ch] text-muted">
          {KEYS.text}{' '}
          <a href="/guide/keys" className="underline">
            {KEYS.how}
          </a>
        </p>
        {made !== null && <NewKeyNotice made={made} onDone={() => setMade(null)} />}
        {problem !== null && <TroubleNotice problem={problem} />}
        {keys.state === 'loading' && <Skeleton lines={3} label={KEYS.loading} />}
        {keys.state === 'failed' && <NotRead problem={keys.problem} isOffline={isOffline} onReload={reload} />}
        {keys.state === 'ready' && <KeyList keys={keys.keys} blocked={blocked} onNew={ask} onRevoke={onRevoke} />}
        {/* While a new one is shown, its own lines are above. */}
        {keys.state === 'ready' && made === null && keys.keys.some(({ revoked_at }) => revoked_at === null) && (
          <CommandLine title={KEYS.use} command={keyCommand(null, location.origin)} />
        )}
      </div>
      {isAsking && <NewKeyDialog create={create} onMade={setMade} onClose={() => setAsking(false)} />}
    </Section>
  );
}

interface NotReadProps {
  readonly problem: Trouble;
  readonly isOffline: boolean;
  readonly onReload: () => void;
}

/** Offline nothing is wrong with them, and trying again is of no use. */
function NotRead({ problem, isOffline, onReload }: NotReadProps) {
  if (isOffline && isOfConnection(problem)) return <NotKept words={KEYS_NOT_KEPT} />;
  return <TroubleNotice problem={problem} actions={<Button onClick={onReload}>{COMMON.try_again}</Button>} />;
}

interface ListProps {
  readonly keys: readonly KeyAnswer[];
  readonly blocked: string | null;
  readonly onNew: () => void;
  readonly onRevoke: (keyId: string) => Promise<void>;
}

function KeyList({ keys, blocked, onNew, onRevoke }: ListProps) {
  const now = useNow(TICK_MS);
  if (keys.length === 0) {
    return (
      <EmptyBox
        title={KEYS.none}
        text={KEYS.none_text}
        label={KEYS.new}
        standing={NEW_KEY}
        blocked={blocked}
        onPress={onNew}
      />
    );
  }
  return (
    <ul className="panel divide-y divide-line" aria-label={KEYS.title}>
      {keys.map((key) => (
        <KeyRow key={key.key_id} view={keyView(key, now)} blocked={blocked} onRevoke={() => onRevoke(key.key_id)} />
      ))}
    </ul>
  );
}
