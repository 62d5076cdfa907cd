import { useId } from 'react';
import { KEY_GROUPS, KEY_WORDS, KEYBOARD } from '../words/keyboard.ts';
import { KeyCaps } from './KeyCaps.tsx';
import { KEY_MAP } from './keyMap.ts';

const GROUPS = [
  groupOf('page', KEY_MAP.page, KEY_WORDS.page, [[KEYBOARD.escape, 'Esc']]),
  groupOf('list', KEY_MAP.list, KEY_WORDS.list),
  groupOf('mission', KEY_MAP.mission, KEY_WORDS.mission),
  groupOf('views', KEY_MAP.views, KEY_WORDS.views),
  groupOf('steps', KEY_MAP.steps, KEY_WORDS.steps),
  groupOf('log', KEY_MAP.log, KEY_WORDS.log),
];

type Row = readonly [what: string, keys: string];

function groupOf<K extends string>(
  group: keyof typeof KEY_MAP,
  keys: Readonly<Record<K, string>>,
  words: Readonly<Record<K, string>>,
  more: readonly Row[] = [],
) {
  const rows: Row[] = [];
  for (const name in keys) rows.push([words[name], keys[name]]);
  return { title: KEY_GROUPS[group], rows: [...rows, ...more] };
}

/** Every key of the page with what it does, by where it works. */
export function KeyList() {
  const id = useId();
  return (
    <div className="space-y-5">
      {GROUPS.map(({ title, rows }, index) => (
        <section key={title} aria-labelledby={`${id}-${index}`}>
          <h3 id={`${id}-${index}`} className="text-sm font-semibold text-muted">
            {title}
          </h3>
          <dl className="mt-1 divide-y divide-line">
            {rows.map(([what, keys]) => (
              <div key={what} className="flex items-center justify-between gap-4 py-1.5">
                <dt>{what}</dt>
                <dd>
                  <KeyCaps keys={keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
