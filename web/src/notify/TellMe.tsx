import { Bell } from 'lucide-react';
import { useState } from 'react';
import { navigate } from 'wouter/use-browser-location';
import type { Mission } from '../../../functions/src/schema/mission.ts';
import { useStore } from '../store.ts';
import { Button } from '../ui/Button.tsx';
import { toast } from '../ui/toast.ts';
import { NOTIFICATIONS } from '../words/notifications.ts';
import { notices, permissionNow, switchOn } from './notices.ts';
import { isWorthAnOffer } from './noticesView.ts';

/**
 * Offers notifications beside a run that takes a while, as long as they are off and the browser may be asked. It comes
 * when somebody is reading: it stands in a line that is there already and is no higher for it, on phones as a bell alone.
 */
export function TellMe({ mission, now }: { readonly mission: Mission; readonly now: number }) {
  const { isOn } = useStore(notices);
  const [permission, setPermission] = useState(permissionNow);
  if (isOn || !isWorthAnOffer(mission, permission, now)) return null;
  const turnOn = async (): Promise<void> => {
    const answer = await switchOn();
    setPermission(answer);
    if (answer !== 'granted') return void toast(NOTIFICATIONS.refused);
    const action = { label: NOTIFICATIONS.to_settings, act: () => navigate('/settings/notifications') };
    toast(NOTIFICATIONS.offered, { action });
  };
  return (
    <Button look="quiet" className="-my-3 -mr-3 md:-my-2" title={NOTIFICATIONS.offer} onClick={() => void turnOn()}>
      <Bell className="size-4" aria-hidden />
      <span className="max-sm:sr-only">{NOTIFICATIONS.offer}</span>
    </Button>
  );
}
