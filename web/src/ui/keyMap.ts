/**
 * Every key of the page, by where it works: what listens and what the help shows are both made from this, and whoever
 * listens to a group must answer all of its keys (see keys.ts), so that what is shown is what works. `Mod` is ⌘ on Apple's
 * keyboards and Ctrl on others; a space separates two keys that are pressed one after the other. Esc is not here: the
 * browser itself closes dialogs and popovers with it. Groups that are heard at the same time must not share a key; a test
 * holds that (test/unit/web/keyMap.test.ts).
 */
export const KEY_MAP = {
  page: {
    palette: 'Mod+k',
    search: '/',
    create: 'n',
    go_missions: 'g m',
    go_results: 'g r',
    go_schedules: 'g c',
    go_health: 'g h',
    go_settings: 'g s',
    help: '?',
  },
  list: { next: 'j', previous: 'k', open: 'Enter', peek: 'Space', select: 'x', menu: '.' },
  results: { next: 'j', previous: 'k', open: 'Enter', select: 'x', compare: 'c' },
  mission: { attend: 'a', cancel: 'c', retry: 'r', menu: '.' },
  views: { first: '1', second: '2', third: '3', fourth: '4' },
  steps: { next: 'j', previous: 'k', open: 'Enter' },
  log: { follow: 'f', pause: 'p' },
} as const;

export type KeyGroup = keyof typeof KEY_MAP;
/** What each key of a group does. All of them: a key in the help that nobody answers would be a lie. */
export type KeyActions<G extends KeyGroup> = Readonly<Record<keyof (typeof KEY_MAP)[G], () => void>>;
