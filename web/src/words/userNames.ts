/** What those are called who have no name of their own. */
export const USER_NAMES = { guest: 'Guest', local: 'Local user' } as const;
