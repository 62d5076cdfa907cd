import './app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { loadData } from './loadData.ts';
import { prefetchParts } from './shell/lazyPart.ts';

/** Long enough for the first snapshot to be drawn; until then a connection that is lost takes the other pages along. */
const PREFETCH_AFTER_MS = 1_500;

// Asked for before the first paint, which does not wait for it.
loadData()
  .catch(() => {
    // Whoever needs it asks again, and shows what went wrong.
  })
  // After what the first page needs, so that it competes with nothing.
  .finally(() => setTimeout(prefetchParts, PREFETCH_AFTER_MS));

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
