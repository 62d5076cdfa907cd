/** A page of the guide that is kept on this device; its title as it stands in its HTML. */
interface KeptPage {
  readonly path: string;
  readonly title: string;
}

/** What `text`, kept under `path`, is called; null for what is no page. */
export function keptPage(path: string, text: string): KeptPage | null {
  // "Pause · Mission Progress guide": all pages say the latter.
  const title = /<title>([^<]+?)( · [^<]*)?<\/title>/.exec(text)?.[1];
  return title === undefined ? null : { path, title };
}

/**
 * Shown without a network in place of a page that was never read. It is a part of the worker, and so on the device from
 * its installation on; its style is its own, as the guide's may not be here yet.
 */
export function notKeptHtml(kept: readonly KeptPage[]): string {
  const items = kept.map(({ path, title }) => `<li><a href="${path}">${title}</a></li>`);
  const list = `<h2>Pages that are kept</h2>\n<ul>\n${items.join('\n')}\n</ul>\n`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Not on this device · Mission Progress guide</title>
<style>
body { max-width: 40rem; margin: 0 auto; padding: 2rem 1rem; font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.5rem; line-height: 1.3 }
h2 { font-size: 1.125rem }
li { padding: 0.25rem 0 }
a { display: inline-block; padding: 0.25rem 0 }
</style>
</head>
<body>
<main>
<h1>This page of the guide is not kept on this device</h1>
<p>The server can’t be reached. Pages that were read here can be read without it; this one was not. Load it again once the connection is back.</p>
<p><a href="/">Back to the dashboard</a></p>
${kept.length === 0 ? '' : list}</main>
</body>
</html>
`;
}
