/** Longer addresses are session state or a trap more often than a page, and 60 of them must fit in a step's output. */
const MAX_LENGTH = 1_000;

/** Parameters that say where a visitor came from and never what the page shows. */
const TRACKING = /^(utm_[a-z_]+|gclid|dclid|fbclid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga|_gl)$/i;

/** Files that a crawl cannot read as text; asking for them would only cost. */
const NOT_A_PAGE =
  /\.(?:7z|avi|bmp|bz2|css|csv|deb|dmg|doc|docx|epub|exe|gif|gz|ico|inv|iso|jar|jpe?g|js|json|m4a|mjs|mov|mp3|mp4|msi|odt|ogg|otf|pdf|pkg|png|pptx?|ps|rar|rpm|rss|svg|tar|tgz|tiff?|ttf|wav|webm|webp|whl|woff2?|xlsx?|xml|xz|zip|zst)$/i;

/**
 * The address of a page in its normal form, relative to `base`: no fragment, no credentials, no tracking parameters,
 * escapes in one spelling, no trailing dot on the host. Null for what is no http(s) address or is too long.
 * Normalising twice changes nothing.
 */
export function pageAddress(text: string, base?: string): string | null {
  const url = URL.parse(text.trim(), base);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  // Each setter parses the whole address again, so only what is there is taken away: a page may have 3000 links.
  if (url.hash !== '') url.hash = '';
  if (url.username !== '') url.username = '';
  if (url.password !== '') url.password = '';
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.replace(/\.+$/, '');
  const pathname = normalEscapes(url.pathname.replace(/;jsessionid=[^/]*/gi, ''));
  if (pathname !== url.pathname) url.pathname = pathname;
  const search = withoutTracking(url.search);
  if (search !== url.search) url.search = search;
  // A lone `#` or `?` at the end stays in `href` although the parts are empty.
  const { href } = url;
  const address = url.search === '' ? href.replace(/[?#]+$/, '') : href.replace(/#$/, '');
  return address.length > MAX_LENGTH ? null : address;
}

/** What two spellings of one page share: `/docs/`, `/docs/index.html` and `/docs` (also with a slash) are asked once. */
export function addressKey(address: string): string {
  const url = new URL(address);
  const path = url.pathname.replace(/\/(?:index|default)\.(?:html?|php|aspx?)$/i, '/').replace(/\/+$/, '');
  return `${url.protocol}//${url.host}${path}${url.search}`;
}

/** Whether the address looks like a page and not like a picture, an archive or another file without text. */
export function looksLikePage(address: string): boolean {
  return !NOT_A_PAGE.test(new URL(address).pathname);
}

/** `%7Euser` and `~user` are one path (RFC 3986, 6.2.2): unreserved characters unescaped, hex digits in capitals. */
function normalEscapes(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (escape, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9_~-]/.test(character) ? character : escape.toUpperCase();
  });
}

function withoutTracking(search: string): string {
  const kept = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !TRACKING.test(pair.split('=', 1)[0] ?? ''));
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}
