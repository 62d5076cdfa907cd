import type { Described, Document, Method } from '../../functions/src/http/description/document.ts';
import type { JsonSchema } from '../../functions/src/http/description/jsonSchema.ts';
import type { Parameter } from '../../functions/src/http/description/parameters.ts';
import { slugOf } from './guidePage.ts';
import { fieldRows, optionsOf, shapeLink, typeText } from './referenceShapes.ts';

interface Call {
  readonly address: string;
  readonly described: Described;
}

const METHODS: readonly Method[] = ['get', 'post', 'put', 'patch', 'delete'];

/** The API's reference as Markdown, made of its description: all calls as a table, then chapter by chapter, then shapes. */
export function referenceMarkdown(document: Document): string {
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method): Call[] => {
      const described = methods[method];
      return described === undefined ? [] : [{ address: `${method.toUpperCase()} ${path}`, described }];
    }),
  );
  const chapters = document.tags.map(({ name, description }) => ({
    name,
    description,
    calls: calls.filter(({ described }) => described.tags.includes(name)),
  }));
  const common = commonCodes(calls);
  return [
    '## All calls',
    `Beside the errors listed with it, any call with a scope may answer ${linked(common.signedIn)}, and any that is no \`GET\` ${linked(common.sent)}.`,
    tableOf(
      ['Call', 'Does', 'Scope'],
      chapters.flatMap((chapter) =>
        chapter.calls.map(({ address, described }) => [
          `[\`${address}\`](#${slugOf(address)})`,
          `${described.summary}.`,
          described['x-scope'] === undefined ? 'none' : `\`${described['x-scope']}\``,
        ]),
      ),
    ),
    ...chapters.flatMap((chapter) => [
      `## ${chapter.name}`,
      chapter.description,
      ...chapter.calls.flatMap((call) => section(document, call, common)),
    ]),
    '## Shapes',
    'What occurs in several answers. More fields may come: pass over those that you don’t know.',
    ...Object.entries(document.components.schemas).flatMap(([name, schema]) =>
      isShared(name) ? [`### ${name}`, ...shape(document, schema, 'answer')] : [],
    ),
  ].join('\n\n');
}

/** Shapes of one call alone stand with that call. */
function isShared(name: string): boolean {
  return !/(?:Request|Answer)$/.test(name);
}

function section(document: Document, { address, described }: Call, common: Common): string[] {
  const scope = described['x-scope'];
  const rights = scope === undefined ? 'No sign-in.' : `Scope: \`${scope}\`.`;
  return [
    `### ${address}`,
    `**${described.summary}.** ${rights}`,
    described.description,
    ...(described.parameters.length === 0 ? [] : [parameterTable(document, described.parameters)]),
    ...bodyOf(document, described),
    ...answersOf(document, described),
    ...errorsOf(described, common),
    ...described['x-codeSamples'].flatMap(({ label, source }) => [`${label}:`, `\`\`\`sh\n${source}\n\`\`\``]),
  ];
}

function parameterTable(document: Document, parameters: readonly Parameter[]): string {
  return tableOf(
    ['Parameter', 'Type', 'What it is'],
    parameters.map(({ name, in: where, required, schema, description = '' }) => [
      `\`${name}\``,
      `${typeText(document, schema)}${required && where === 'query' ? ', required' : ''}`,
      where === 'path' ? `${description} In the path.` : description,
    ]),
  );
}

function bodyOf(document: Document, { requestBody }: Described): string[] {
  const schema = requestBody?.content['application/json']?.schema;
  if (schema === undefined) return [];
  return ['The request:', ...shape(document, schema, 'request')];
}

function answersOf(document: Document, { responses }: Described): string[] {
  return Object.entries(responses)
    .filter(([status]) => Number(status) < 400 || responses[status]?.content?.['application/json'] !== undefined)
    .flatMap(([status, { description, content = {} }], index, all) => {
      const [media, schema] =
        Object.entries(content).map(([type, { schema: inner }]) => [type, inner] as const)[0] ?? [];
      const link = schema === undefined ? '' : shapeLink(schema);
      // Several statuses answer the same: it is spelled out once.
      const isSpelledOut =
        schema !== undefined && link === '' && index === all.findIndex(([, { content: c }]) => c !== undefined);
      const kind = media === undefined || media === 'application/json' ? '' : ` As \`${media}\`.`;
      const line = `Answers ${status}: ${description}${link === '' ? '' : ` ${link}.`}${kind}`;
      return isSpelledOut ? [line, ...shape(document, schema, 'answer')] : [line];
    });
}

/** Codes that a reader need not be told with each call. */
interface Common {
  readonly signedIn: readonly string[];
  readonly sent: readonly string[];
}

function commonCodes(calls: readonly Call[]): Common {
  const sharedBy = (those: readonly Call[]): string[] => {
    const [first = [], ...others] = those.map(({ described }) => codesOf(described));
    return first.filter((code) => others.every((codes) => codes.includes(code)));
  };
  const signedIn = sharedBy(calls.filter(({ described }) => described['x-scope'] !== undefined));
  const sent = sharedBy(calls.filter(({ address }) => !address.startsWith('GET ')));
  return { signedIn, sent: sent.filter((code) => !signedIn.includes(code)) };
}

/** All codes that the problems of an operation may have. */
function codesOf({ responses }: Described): string[] {
  return Object.values(responses).flatMap(({ content = {} }) =>
    (content['application/problem+json']?.schema.allOf ?? []).flatMap(({ properties = {} }) => {
      const { code } = properties;
      return typeof code === 'object' ? (code.enum ?? []).map(String) : [];
    }),
  );
}

function errorsOf(described: Described, { signedIn, sent }: Common): string[] {
  const own = codesOf(described).filter((code) => !signedIn.includes(code) && !sent.includes(code));
  return own.length === 0 ? [] : [`Errors: ${linked(own)}.`];
}

function linked(codes: readonly string[]): string {
  return codes.map((code) => `[\`${code}\`](errors.md#${code})`).join(', ');
}

/** A table of the fields of `schema`; one for each of its kinds where it has several. */
function shape(document: Document, schema: JsonSchema, use: 'request' | 'answer'): string[] {
  const options = optionsOf(document, schema);
  if (options.length > 1) {
    return options.flatMap(({ label, schema: option }) => [`${label}:`, ...shape(document, option, use)]);
  }
  const rows = fieldRows(document, schema, use);
  if (rows.length > 0) return [tableOf(['Field', 'Type', 'What it is'], rows)];
  return [`${typeText(document, schema)}.`.replace(/^./, (letter) => letter.toUpperCase())];
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows.map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|')))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
