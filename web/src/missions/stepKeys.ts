/** Moves the focus along the steps on screen: those among which it is, else those of the view in the middle. */
export function moveAmongSteps(by: 1 | -1): void {
  const lists = [...document.querySelectorAll<HTMLElement>('[data-step-links]')].filter((list) =>
    list.checkVisibility(),
  );
  const list = lists.find((each) => each.contains(document.activeElement)) ?? lists.at(-1);
  if (list === undefined) return;
  const links = [...list.querySelectorAll<HTMLElement>('[data-step-link]')];
  const at = links.findIndex((link) => link === document.activeElement);
  const start = links.findIndex(
    (link) => link.getAttribute('aria-current') !== null || link.dataset['stepLink'] === 'current',
  );
  const next = at >= 0 ? at + by : start >= 0 ? start : 0;
  links[Math.min(links.length - 1, Math.max(0, next))]?.focus();
}
