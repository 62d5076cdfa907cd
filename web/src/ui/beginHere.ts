/** Where `showModal` puts the focus. As a ref, for React takes the attribute away from those who ask for it by its name. */
export function beginHere(element: HTMLElement | null): void {
  element?.setAttribute('autofocus', '');
}
