import './app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { askFirst } from './firstAnswers.ts';
import { loadData } from './loadData.ts';
import { loadScreen } from './missions/bodies.ts';
import { hearInstallOffers } from './offline/installing.ts';

/** Out of the first paint's way; until then a connection that is lost takes the other pages along. */
const KEEP_AFTER_MS = 1_000;

hearInstallOffers();
askFirst();

// Asked for before the first paint, which does not wait for it.
loadData()
  .then(() => loadScreen(location.pathname))
  .catch(() => {
    // Whoever needs it asks again, and shows what went wrong.
  })
  .finally(() => setTimeout(() => void keepPage(), KEEP_AFTER_MS));

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

async function keepPage(): Promise<void> {
  try {
    await (await import('./offline/keepPage.ts')).keepPage();
  } catch {
    // The connection was lost before the page could be kept: the next load tries again.
  }
}
