import { PALETTE } from '../words/palette.ts';
import type { Search } from './usePaletteMissions.ts';

const KEYS = [
  ['↑ ↓', PALETTE.choose],
  ['↵', PALETTE.take],
  ['Esc', PALETTE.leave],
] as const;

const SAID: Readonly<Record<Search, string>> = {
  idle: '',
  done: '',
  searching: PALETTE.searching,
  failed: PALETTE.not_searched,
};

/** How far the server has looked; and on keyboards what the keys do. */
export function PaletteFoot({ search }: { readonly search: Search }) {
  return (
    <div
      className={`min-h-9 flex-wrap items-center justify-between gap-x-4 border-t border-line px-4 py-1.5 text-xs text-muted md:flex ${
        SAID[search] === '' ? 'hidden' : 'flex'
      }`}
    >
      <p>{SAID[search]}</p>
      <p className="flex gap-3 max-md:hidden" aria-hidden>
        {KEYS.map(([keys, what]) => (
          <span key={what}>
            <kbd className="font-mono">{keys}</kbd> {what}
          </span>
        ))}
      </p>
    </div>
  );
}
