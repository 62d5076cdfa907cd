import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { NOTICE_EVENTS, notices, type Permission, permissionNow, setNotices, switchOn } from '../notify/notices.ts';
import { noticesView } from '../notify/noticesView.ts';
import { showNote } from '../notify/notifier.ts';
import { useStore } from '../store.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import { SettingRow } from '../ui/SettingRow.tsx';
import { NOTICE_KINDS, NOTIFICATIONS } from '../words/notifications.ts';

/** Whether this device tells of missions that end or need somebody, and of which. */
export default function NotificationsSection() {
  const now = useStore(notices);
  const [permission, setPermission] = usePermission();
  const view = noticesView(now, permission);
  return (
    <Section id="notifications-title" title={NOTIFICATIONS.title}>
      <p className="mb-4 max-w-[65ch] text-muted">{NOTIFICATIONS.intro}</p>
      <div className="panel divide-y divide-line">
        <SettingRow title={NOTIFICATIONS.state} hint={view.text}>
          <span data-tone={view.tone} data-notifications={view.word} className="font-medium text-tone">
            {view.word}
          </span>
          {view.action === 'turn_on' && (
            <Button look="primary" onClick={() => void switchOn().then(setPermission)}>
              {NOTIFICATIONS.turn_on}
            </Button>
          )}
          {view.action === 'turn_off' && (
            <>
              <Button onClick={() => void showNote({ ...tried, tag: 'try', href: '/' })}>{NOTIFICATIONS.try_it}</Button>
              <Button onClick={() => setNotices({ isOn: false })}>{NOTIFICATIONS.turn_off}</Button>
            </>
          )}
        </SettingRow>
        {view.action === 'turn_off' && <Events />}
      </div>
      <p className="mt-4 max-w-[65ch] text-muted">
        {NOTIFICATIONS.closed}{' '}
        <Link href="/settings/webhooks" className="underline">
          {NOTIFICATIONS.to_webhooks}
        </Link>
      </p>
    </Section>
  );
}

const tried = { title: NOTIFICATIONS.tried.title, body: NOTIFICATIONS.tried.text };

function Events() {
  const { events } = useStore(notices);
  return (
    <fieldset className="px-4 py-3.5">
      <legend className="contents font-medium">{NOTIFICATIONS.about}</legend>
      {NOTICE_EVENTS.map((event) => (
        <label key={event} className="flex min-h-11 items-center gap-3 md:min-h-9">
          <input
            type="checkbox"
            className="size-5 accent-accent"
            checked={events.includes(event)}
            onChange={({ target }) =>
              setNotices({
                events: NOTICE_EVENTS.filter((one) => (one === event ? target.checked : events.includes(one))),
              })
            }
          />
          {NOTICE_KINDS[event]}
        </label>
      ))}
    </fieldset>
  );
}

/** What the browser allows; it may be changed beside the address at any time. */
function usePermission(): [Permission, (permission: Permission) => void] {
  const [permission, setPermission] = useState(permissionNow);
  useEffect(() => {
    const look = (): void => setPermission(permissionNow());
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, []);
  return [permission, setPermission];
}
