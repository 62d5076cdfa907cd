import { KeyList } from '../ui/KeyList.tsx';
import { Section } from '../ui/Section.tsx';
import { SingleKeysSwitch } from '../ui/SingleKeysSwitch.tsx';
import { SETTINGS } from '../words/settings.ts';

/** All keys, and the switch that turns single letters off. */
export default function KeyboardSection() {
  return (
    <Section id="keyboard-title" title={SETTINGS.keyboard}>
      <div className="panel px-4 py-2">
        <SingleKeysSwitch />
      </div>
      <div className="panel mt-4 px-4 py-4">
        <KeyList />
      </div>
    </Section>
  );
}
