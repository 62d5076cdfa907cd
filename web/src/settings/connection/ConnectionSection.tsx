import { Section } from '../../ui/Section.tsx';
import { PANEL_WORDS } from '../../words/connectionPanel.ts';
import { ConnectionPanel } from './ConnectionPanel.tsx';

/** `/settings/connection`. */
export default function ConnectionSection() {
  return (
    <Section id="connection-title" title={PANEL_WORDS.title}>
      <ConnectionPanel />
    </Section>
  );
}
