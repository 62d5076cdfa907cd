import { createStore } from '../store.ts';

/** Whether a newer build of the page is on this device and waits for a reload. It never takes over by itself. */
export const newVersion = createStore(false);
