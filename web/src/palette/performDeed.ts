import { navigate } from 'wouter/use-browser-location';
import { assertNever } from '../../../functions/src/core/assertNever.ts';
import { connection } from '../connectionStore.ts';
import { loadData } from '../loadData.ts';
import { setTheme } from '../ui/theme.ts';
import type { Deed } from './paletteEntries.ts';

interface How {
  /** In a tab beside this one, where the deed is a page. */
  readonly isBeside: boolean;
  readonly onHelp: () => void;
}

/** Does what an entry of the palette says. */
export function performDeed(deed: Deed, { isBeside, onHelp }: How): void {
  switch (deed.kind) {
    case 'go':
    case 'load':
      if (isBeside) open(deed.href, '_blank', 'noopener');
      else if (deed.kind === 'go') navigate(deed.href);
      else location.assign(deed.href);
      return;
    case 'act':
      return deed.act();
    case 'theme':
      return setTheme(deed.theme);
    case 'help':
      return onHelp();
    case 'sign_out':
      // Offline there is no way back at once: the settings ask first.
      if (!connection.get().browserOnline) return navigate('/settings/account');
      return void loadData().then((data) => data.leave());
    default:
      assertNever(deed);
  }
}
