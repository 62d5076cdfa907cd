import { useState } from 'react';
import { loadData } from '../../loadData.ts';
import { session } from '../../session.ts';
import { useBlocked } from '../../shell/useBlocked.ts';
import { useStore } from '../../store.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Section } from '../../ui/Section.tsx';
import { SettingRow } from '../../ui/SettingRow.tsx';
import { DEVICE_DATA, PURGE, TAKE_ALONG } from '../../words/data.ts';
import { PurgeDialog } from './PurgeDialog.tsx';
import { useUsage } from './useUsage.ts';

/** What is kept on this device and why, and what can be done about missions as a whole. */
export default function DataSection() {
  const who = useStore(session);
  return (
    <div className="space-y-8">
      <DeviceData />
      <Section id="along-title" title={TAKE_ALONG.title}>
        <div className="panel">
          <SettingRow title={TAKE_ALONG.row} hint={TAKE_ALONG.hint}>
            <a href="/guide/housekeeping#export-a-mission" className={buttonClass('plain')}>
              {TAKE_ALONG.link}
            </a>
          </SettingRow>
        </div>
      </Section>
      {who.phase === 'in' && who.isSuite && <Purge />}
    </div>
  );
}

function DeviceData() {
  const usage = useUsage();
  const blocked = useBlocked();
  const [isAsking, setAsking] = useState(false);
  const clear = (): void => void loadData().then((data) => data.clearDevice());
  const amounts = [
    ['missions', usage?.missions],
    ['seed', null],
    ['drafts', null],
    ['page', usage?.page],
    ['used', usage?.used],
  ] as const;
  return (
    <Section id="device-title" title={DEVICE_DATA.title}>
      <p className="mb-4 max-w-[65ch] text-muted">{DEVICE_DATA.note}</p>
      <div className="panel divide-y divide-line">
        {amounts.map(([what, amount]) => (
          <SettingRow
            key={what}
            title={DEVICE_DATA[what]}
            hint={what === 'used' ? usage !== null && DEVICE_DATA.used_hint(usage.quota) : DEVICE_DATA[`${what}_hint`]}
          >
            {amount !== null && <p className="tabular-nums">{amount ?? DEVICE_DATA.unknown}</p>}
          </SettingRow>
        ))}
        <SettingRow title={DEVICE_DATA.clear} hint={DEVICE_DATA.clear_hint}>
          <Button blocked={blocked} onClick={() => setAsking(true)}>
            {DEVICE_DATA.clear_dialog.confirm}
          </Button>
        </SettingRow>
      </div>
      <p className="mt-3 max-w-[65ch] text-sm text-muted">{DEVICE_DATA.shown_first}</p>
      {isAsking && <ConfirmDialog {...DEVICE_DATA.clear_dialog} onConfirm={clear} onClose={() => setAsking(false)} />}
    </Section>
  );
}

/** On the emulator suite alone: elsewhere the server refuses it. */
function Purge() {
  const [isAsking, setAsking] = useState(false);
  const blocked = useBlocked();
  return (
    <Section id="purge-title" title={PURGE.title}>
      <div className="panel">
        <SettingRow title={PURGE.row} hint={PURGE.hint}>
          <Button look="danger" blocked={blocked} onClick={() => setAsking(true)}>
            {PURGE.open}
          </Button>
        </SettingRow>
      </div>
      {isAsking && <PurgeDialog onClose={() => setAsking(false)} />}
    </Section>
  );
}
