import { type Store, useStore } from '../store.ts';
import { Section } from '../ui/Section.tsx';
import { SettingRow } from '../ui/SettingRow.tsx';
import { Switcher } from '../ui/Switcher.tsx';
import { setTheme, theme } from '../ui/theme.ts';
import { APPEARANCE, SETTINGS } from '../words/settings.ts';

const LESS_MOTION = '(prefers-reduced-motion: reduce)';

/** Whether the system asks for less motion; the page has no switch of its own for it. */
const hasLessMotion: Pick<Store<boolean>, 'get' | 'subscribe'> = {
  get: () => matchMedia(LESS_MOTION).matches,
  subscribe(listener) {
    const query = matchMedia(LESS_MOTION);
    query.addEventListener('change', listener);
    return () => query.removeEventListener('change', listener);
  },
};

/** What this device looks like. */
export function AppearanceSection() {
  const isLess = useStore(hasLessMotion);
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return (
    <Section id="appearance-title" title={SETTINGS.appearance}>
      <div className="panel divide-y divide-line">
        <SettingRow title={APPEARANCE.theme} hint={APPEARANCE.theme_hint}>
          <Switcher label={APPEARANCE.theme} options={APPEARANCE.themes} value={useStore(theme)} onChange={setTheme} />
        </SettingRow>
        <SettingRow title={APPEARANCE.motion} hint={isLess ? APPEARANCE.motion_less : APPEARANCE.motion_full}>
          <p>{APPEARANCE.motion_value[isLess ? 'less' : 'full']}</p>
        </SettingRow>
        <SettingRow title={APPEARANCE.language} hint={APPEARANCE.language_hint}>
          <p>{timeZone}</p>
        </SettingRow>
      </div>
    </Section>
  );
}
