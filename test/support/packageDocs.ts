import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';
import type { Route } from './site.ts';

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** Licences and lists of changes are no documentation. */
const NO_DOCUMENTATION = /change|licen[cs]e|history|contribut|security|conduct|authors|upgrad|migrat/i;

/** Shorter ones only say where the documentation is. */
const LEAST_LENGTH = 2_500;

/**
 * A site of documentation: `count` pages of what the packages bring along that every clone of this
 * repository installs. Real prose with its code, tables, badges and lists, in a frame such as sites have: navigation,
 * a sidebar, a footer, a banner about cookies. Every page is linked from the first.
 */
export function packageDocs(count: number): Record<string, Route> {
  const files = globSync(['*/*.md', '@*/*/*.md', '*/docs/**/*.md'], { cwd: MODULES })
    .filter((file) => !NO_DOCUMENTATION.test(file) && existsSync(`${MODULES}/${file}`))
    .toSorted();
  const renderer = new MarkdownIt({ html: true, linkify: true });
  const known = new Map<string, string>();
  for (const file of files) {
    const text = readFileSync(`${MODULES}/${file}`, 'utf8');
    if (text.length >= LEAST_LENGTH) known.set(`/${file.replace(/\.md$/i, '.html').toLowerCase()}`, text);
  }
  // Evenly from all of them: neighbours in the alphabet are often of one family.
  const every = [...known].filter(
    (_, index, all) => Math.floor((index * count) / all.length) !== Math.floor(((index - 1) * count) / all.length),
  );
  const pages = every.map(([path, text]) => [path, framed(titleOf(text, path), renderer.render(text))] as const);
  const links = pages.map(([path]) => `<li><a href="${path}">${path.replace(/[-/.]|html/g, ' ')}</a></li>`).join('');
  return { '/': framed('Packages', `<h1>Packages</h1><ul>${links}</ul>`), ...Object.fromEntries(pages) };
}

function titleOf(text: string, file: string): string {
  const heading = /^#\s+(.+)$/m
    .exec(text)?.[1]
    ?.replace(/\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?|\[!?\[[^\]]*\][^\s]*|<[^>]*>|[[\]`*]|\(.*?\)/g, '')
    .trim();
  return heading === undefined || heading === '' ? file.replace(/\/[^/]*$/, '') : heading;
}

function framed(title: string, body: string): string {
  const escaped = title.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<!doctype html><html lang="en"><head><title>${escaped} | Package documentation</title></head><body>
    <header><a href="/">Package documentation</a></header><nav><ul><li><a href="/">All packages</a></li></ul></nav>
    <div class="cookie-banner">We use cookies to make this documentation better for everybody who reads it.</div>
    <main>${body}<p>Was this page helpful to you in any way?</p></main>
    <aside class="sidebar">On this page you find what the package brings along with it.</aside>
    <footer>Copyright of the authors of the packages. All rights reserved.</footer></body></html>`;
}
