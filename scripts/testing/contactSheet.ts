/** A screenshot by its file's name: what it shows, how wide, and in which theme. */
interface Shot {
  readonly file: string;
  readonly name: string;
  readonly width: number;
  readonly theme: string;
}

/** Those of `files` that are screenshots, by name, width and theme: `list-empty-320-dark.png`. */
export function shotsAmong(files: readonly string[]): Shot[] {
  return files
    .flatMap((file): Shot[] => {
      const [, name, width, theme] = /^(.+)-(\d+)-(light|dark)\.png$/.exec(file) ?? [];
      return name === undefined || theme === undefined ? [] : [{ file, name, width: Number(width), theme }];
    })
    .toSorted(
      (one, other) =>
        one.name.localeCompare(other.name) || one.width - other.width || other.theme.localeCompare(one.theme),
    );
}

/** A page that shows all screenshots, a row for each state; each opens in its full size. */
export function contactSheet(shots: readonly Shot[], about: string): string {
  const names = [...new Set(shots.map(({ name }) => name))];
  const rows = names.map((name) => {
    const figures = shots.filter((shot) => shot.name === name).map(figure);
    return `<section id="${name}">\n<h2><a href="#${name}">${name}</a></h2>\n<div>\n${figures.join('\n')}\n</div>\n</section>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${names.length} states</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 1.5rem; }
div { display: flex; gap: 1rem; overflow-x: auto; align-items: flex-start; padding-bottom: 1rem; }
figure { margin: 0; flex: none; }
img { display: block; height: 22rem; border: 1px solid #8888; object-fit: cover; object-position: top; }
figcaption { font-size: 0.8rem; }
h2 { font-size: 1rem; margin: 1.5rem 0 0.5rem; }
</style>
</head>
<body>
<h1>${names.length} states</h1>
<p>${about}</p>
${rows.join('\n')}
</body>
</html>
`;
}

function figure({ file, name, width, theme }: Shot): string {
  const caption = `${width} px, ${theme}`;
  return `<figure><a href="${file}"><img src="${file}" alt="${name}, ${caption}" loading="lazy"></a><figcaption>${caption}</figcaption></figure>`;
}
