import { WHOLE, type Window } from './axis.ts';

/** Each press shows half or twice as much. */
const FACTOR = 2;
const NARROWEST = 1 / 64;
/** A move leaves half of what was in view. */
const MOVE = 0.5;

export function isWhole({ from, to }: Window): boolean {
  return from <= 0 && to >= 1;
}

export function isNarrowest({ from, to }: Window): boolean {
  return to - from <= NARROWEST;
}

export function zoomIn(window: Window): Window {
  return around(middle(window), Math.max(NARROWEST, width(window) / FACTOR));
}

export function zoomOut(window: Window): Window {
  return around(middle(window), Math.min(1, width(window) * FACTOR));
}

/** Towards the start (-1) or the end (1). */
export function moved(window: Window, direction: -1 | 1): Window {
  return around(middle(window) + direction * width(window) * MOVE, width(window));
}

/** A part of the axis with some room on both sides. */
export function zoomTo(from: number, to: number): Window {
  return around((from + to) / 2, Math.min(1, Math.max(NARROWEST, (to - from) * 1.2)));
}

function width({ from, to }: Window): number {
  return to - from;
}

function middle({ from, to }: Window): number {
  return (from + to) / 2;
}

function around(at: number, size: number): Window {
  if (size >= 1) return WHOLE;
  const from = Math.min(1 - size, Math.max(0, at - size / 2));
  return { from, to: from + size };
}
