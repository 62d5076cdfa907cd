import { useEffect } from 'react';
import { useNow } from '../../clock.ts';
import { announce } from '../../ui/announcer.ts';
import { Notice } from '../../ui/Notice.tsx';
import { type Tested, testedView } from './testedView.ts';

const TICK_MS = 1_000;

/** How a test went, and until then that it is not known yet. */
export function TestedNotice({ tested }: { readonly tested: Tested }) {
  const now = useNow(TICK_MS);
  const { tone, title, text, next } = testedView(tested, now);
  const { status, tries } = tested.delivery;
  // That it is on its way was said when it was sent.
  const said = status === 'pending' && tries === 0 ? '' : title;
  useEffect(() => {
    if (said !== '') announce('webhook', said);
  }, [said]);
  return (
    <div data-tested={status}>
      <Notice tone={tone} title={title}>
        {text !== '' && <p>{text}</p>}
        {next !== '' && <p className="text-muted">{next}</p>}
      </Notice>
    </div>
  );
}
