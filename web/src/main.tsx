import './app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { loadData } from './loadData.ts';

// Asked for before the first paint, which does not wait for it.
loadData().catch(() => {
  // Whoever needs it asks again, and shows what went wrong.
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
