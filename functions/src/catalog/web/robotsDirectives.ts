/** What an X-Robots-Tag header or a robots `<meta>` says to every crawler. */
export function robotsDirectives(value: string | undefined): { noindex: boolean; nofollow: boolean } {
  // "googlebot: noindex" is meant for another crawler; a plain "noindex" after it is not.
  const words = (value ?? '')
    .toLowerCase()
    .split(',')
    .map((word) => word.trim());
  return {
    noindex: words.includes('noindex') || words.includes('none'),
    nofollow: words.includes('nofollow') || words.includes('none'),
  };
}
