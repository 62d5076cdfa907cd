// Puts a button above each example that copies it. Without scripts, or on an address that browsers don't trust with the
// clipboard, the page is whole all the same.
const SHOWN_MS = 2_000;

for (const example of navigator.clipboard === undefined ? [] : document.querySelectorAll('pre')) {
  const button = document.createElement('button');
  const name = (word) => {
    button.textContent = word;
    button.setAttribute('aria-label', `${word}: ${example.getAttribute('aria-label')}`);
  };
  const tell = (word) => {
    name(word);
    setTimeout(() => name('Copy'), SHOWN_MS);
  };
  button.type = 'button';
  button.className = 'copy';
  name('Copy');
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(example.textContent.trimEnd()).then(
      () => tell('Copied'),
      () => tell('Not copied'),
    );
  });
  example.before(button);
}
