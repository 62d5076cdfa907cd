/** What may take the focus over from something inside it that leaves the page. */
const HOMES = '[data-focus-home], main';

/**
 * Watches for the focus to leave the page with what had it, such as the button of a command that is no longer allowed,
 * and hands it to the nearest `data-focus-home` around that place. The browser would let it fall to the page's very top,
 * where whoever goes by the keyboard, or listens, begins anew. Returns its end.
 */
export function keepFocus(): () => void {
  let holder: Element | null = null;
  let homes: readonly HTMLElement[] = [];
  const ended = new AbortController();
  const { signal } = ended;

  document.addEventListener(
    'focusin',
    ({ target }) => {
      if (!(target instanceof Element)) return;
      holder = target;
      homes = homesOf(target);
    },
    { signal },
  );
  document.addEventListener(
    'focusout',
    ({ target, relatedTarget }) => {
      if (relatedTarget !== null) return;
      // Some browsers tell this of an element that is just being removed, too: by then the observer has seen it.
      setTimeout(() => {
        if (target === holder && holder?.isConnected === true && document.activeElement !== holder) holder = null;
      });
    },
    { signal },
  );
  const observer = new MutationObserver(() => {
    if (holder === null || holder.isConnected) return;
    holder = null;
    if (document.activeElement === document.body) takeOver(homes);
  });
  observer.observe(document.body, { childList: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect());
  return () => ended.abort();
}

function homesOf(element: Element): readonly HTMLElement[] {
  const homes: HTMLElement[] = [];
  let home = element.closest<HTMLElement>(HOMES);
  while (home !== null) {
    homes.push(home);
    home = home.parentElement?.closest<HTMLElement>(HOMES) ?? null;
  }
  return homes;
}

function takeOver(homes: readonly HTMLElement[]): void {
  for (const home of homes) {
    home.focus({ preventScroll: true });
    if (document.activeElement === home) return;
  }
}
