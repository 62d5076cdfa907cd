import { loadData } from '../loadData.ts';
import { session } from '../session.ts';
import { useStore } from '../store.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { Switcher } from '../ui/Switcher.tsx';
import { setTheme, theme } from '../ui/theme.ts';

const THEMES = { system: 'As the system', light: 'Light', dark: 'Dark' } as const;

/** What this device looks like, and who uses it. */
export function GeneralSection() {
  return (
    <div className="space-y-8">
      <Section id="looks-title" title="Looks">
        <div className="panel flex flex-wrap items-center justify-between gap-3 px-4 py-3.5">
          <div>
            <p className="font-medium">Theme</p>
            <p className="text-sm text-muted">On this device alone.</p>
          </div>
          <Switcher label="Theme" options={THEMES} value={useStore(theme)} onChange={setTheme} />
        </div>
      </Section>
      <Account />
    </div>
  );
}

function Account() {
  const who = useStore(session);
  if (who.phase !== 'in') return null;
  return (
    <Section id="account-title" title="Account">
      <div className="panel flex flex-wrap items-center justify-between gap-3 px-4 py-3.5">
        <div className="min-w-0">
          <p className="font-medium wrap-any">{who.name}</p>
          <p className="text-sm text-muted">
            {who.isLocal
              ? 'The local user of the emulator suite, who also makes calls without a token.'
              : 'Signing out removes what this device keeps of your missions.'}
          </p>
        </div>
        {!who.isLocal && <Button onClick={() => void loadData().then((data) => data.leave())}>Sign out</Button>}
      </div>
    </Section>
  );
}
