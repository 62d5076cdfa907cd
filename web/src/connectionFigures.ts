import { type ConnectionFigures, NOTHING_LOGGED } from './connectionLog.ts';
import { createStore } from './store.ts';

/** What was measured of the link and what happened to it, for the panel. */
export const connectionFigures = createStore<ConnectionFigures>(NOTHING_LOGGED.figures);
