/**
 * What a language model is told and asked. `{{name}}` is filled in. The wording decides what comes out, so a change of it
 * is a new `version`, which stands in the history of each mission; a test holds the two together.
 */
export interface Prompt {
  readonly name: string;
  readonly version: number;
  readonly system: string;
  readonly user: string;
}

/** The two messages of `prompt` with `values` in their places. What is filled in is not looked through for places again. */
export function rendered(
  { name, system, user }: Prompt,
  values: Readonly<Record<string, string>>,
): { readonly system: string; readonly prompt: string } {
  const used = new Set<string>();
  const fill = (text: string): string =>
    text.replace(/\{\{(\w+)\}\}/g, (_place, key: string) => {
      const value = values[key];
      if (value === undefined) throw new Error(`the prompt "${name}" asks for "${key}", which nobody gave`);
      used.add(key);
      return value;
    });
  const filled = { system: fill(system), prompt: fill(user) };
  const unused = Object.keys(values).filter((key) => !used.has(key));
  if (unused.length > 0) throw new Error(`the prompt "${name}" has no place for ${unused.join(', ')}`);
  return filled;
}

/** As the history names it. */
export function promptName({ name, version }: Prompt): string {
  return `${name} ${version}`;
}
