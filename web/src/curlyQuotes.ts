/**
 * The server's words with quotes as the page writes them: an API's words are read in terminals too, and have the plain
 * ones. What has a brace in it is code, and stays.
 */
export function curlyQuotes(text: string): string {
  if (text.includes('{')) return text;
  return text.replaceAll(/"([^"]*)"/g, '“$1”').replaceAll(/(\p{L})'(?=\p{L})/gu, '$1’');
}
