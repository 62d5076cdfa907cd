import { loadData } from '../loadData.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { SettingRow } from '../ui/SettingRow.tsx';
import { SETTINGS } from '../words/settings.ts';

/** Who uses this device. */
export default function AccountSection() {
  const who = useStore(session);
  if (who.phase !== 'in') return null;
  const hint = who.isLocal
    ? 'The local user of the emulator suite, who also makes calls without a token.'
    : 'Signing out removes what this device keeps of your missions.';
  return (
    <Section id="account-title" title={SETTINGS.account}>
      <div className="panel">
        <SettingRow title={who.name} hint={hint}>
          {!who.isLocal && <Button onClick={() => void loadData().then((data) => data.leave())}>Sign out</Button>}
        </SettingRow>
      </div>
    </Section>
  );
}
