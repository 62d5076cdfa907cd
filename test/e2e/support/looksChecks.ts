import type { CDPSession, Page } from 'playwright-core';

const FOCUSABLE =
  'a[href], button:not(:disabled), input:not([type=hidden]), select, textarea, summary, [tabindex="0"], [contenteditable=true]';

/**
 * What would have the focus and not show it (WCAG 2.4.7). The pseudo-classes are forced on everything at once: to focus
 * each in turn would open, sort and validate what is only to be looked at.
 */
export async function withoutFocusRing(page: Page): Promise<string[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await forcedWithoutRing(page);
    } catch (error) {
      // The page drew an element anew between being asked for it and being told to force it.
      if (tries === 5 || !String(error).includes('Could not find node')) throw error;
    }
  }
}

async function forcedWithoutRing(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    return await forcedIn(session, page);
  } finally {
    // Ends what was forced.
    await session.detach();
  }
}

async function forcedIn(session: CDPSession, page: Page): Promise<string[]> {
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument', { depth: 0 });
  const nodesOf = async (selector: string): Promise<number[]> =>
    (await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector })).nodeIds;
  const force = (nodeIds: readonly number[], forcedPseudoClasses: string[]) =>
    Promise.all(nodeIds.map((nodeId) => session.send('CSS.forcePseudoState', { nodeId, forcedPseudoClasses })));
  // A field may show it by the frame around it.
  await force(await nodesOf(':has(> input, > textarea, > button, > * > input)'), ['focus-within']);
  await force(await nodesOf(FOCUSABLE), ['focus', 'focus-visible', 'focus-within']);
  return page.evaluate((selector) => {
    const hasRing = (element: Element): boolean => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1.5;
    };
    return [...document.querySelectorAll(selector)]
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter((element) => {
        const frames = element.matches('input, textarea')
          ? [element.parentElement, element.parentElement?.parentElement]
          : [];
        return ![element, ...frames].some((each) => each instanceof Element && hasRing(each));
      })
      .map((element) => element.outerHTML.slice(0, 200));
  }, FOCUSABLE);
}

/** The spacing that a reader may ask for (WCAG 1.4.12). */
const SPACING =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';

/** Texts that are whole, and would be cut off or lie outside of the page if their reader spaced them out. */
export async function clippedBySpacing(page: Page): Promise<string[]> {
  return page.evaluate((css) => {
    const cutOff = (): Element[] =>
      [...document.querySelectorAll('body *')].filter((element) => {
        const { clientHeight, clientWidth, scrollHeight, scrollWidth } = element;
        const style = getComputedStyle(element);
        const isCut = (overflow: string, inner: number, outer: number) =>
          (overflow === 'hidden' || overflow === 'clip') && inner > outer + 1;
        // Two pixels and less: for screen readers alone.
        if (clientWidth <= 2 || clientHeight <= 2 || style.textOverflow === 'ellipsis') return false;
        if (style.getPropertyValue('-webkit-line-clamp') !== 'none') return false;
        return isCut(style.overflowX, scrollWidth, clientWidth) || isCut(style.overflowY, scrollHeight, clientHeight);
      });
    const before = new Set(cutOff());
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
    const cut = cutOff().filter((element) => !before.has(element) && element.textContent !== '');
    const outside = document.documentElement.scrollWidth - innerWidth;
    const furthest = [...document.querySelectorAll('body *')]
      .filter((element) => outside > 0 && element.getBoundingClientRect().right > innerWidth + 0.5)
      .map((element) => `${element.outerHTML.slice(0, 120)} (${element.getBoundingClientRect().right})`);
    document.adoptedStyleSheets.pop();
    return [
      ...cut.map((element) => element.outerHTML.slice(0, 200)),
      ...(outside > 0 ? [`the page is ${outside} px too wide`, ...furthest] : []),
    ];
  }, SPACING);
}
