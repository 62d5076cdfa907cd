/** Of the page itself: a newer build of it, and having it on the device like a program. */
export const UPDATE_WORDS = {
  ready: 'A new version of this page is ready. Reload when it suits you.',
  reload: 'Reload',
} as const;

export const INSTALL_WORDS = { install: 'Install this app' } as const;

/** What this device has never shown, while there is no network to fetch it by. */
export const NOT_HERE_WORDS = {
  mission: {
    title: 'This mission is not on your device yet',
    detail: 'You are offline, and this device keeps only what it has shown before.',
    next: 'It appears by itself as soon as the page is connected.',
    others: 'See the missions that are here',
  },
  list: {
    title: 'Your missions are not on your device yet',
    detail: 'You are offline, and this device keeps only what it has shown before.',
    next: 'They appear by themselves as soon as the page is connected.',
    others: null,
  },
} as const;
