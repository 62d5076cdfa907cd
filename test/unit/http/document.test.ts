import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { FIELD_KEYS, keyOf, wordsOf } from '../../../functions/src/http/description/fields.ts';
import { describeApi, documentOf } from '../../../functions/src/http/openApi.ts';
import { TAGS } from '../../../functions/src/http/operation.ts';
import { OPERATIONS } from '../../../functions/src/http/operations/all.ts';
import { bodyFaults } from '../../support/contract.ts';

const document = describeApi();
const text = JSON.stringify(document);

/** A copy without types: the validator takes any JSON, and fills in what it refers to. */
const copy = (): Record<string, unknown> => JSON.parse(text);

describe('the document', () => {
  it('is OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(copy())).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('is refused by that check once a part of it is wrong', async () => {
    const { paths } = copy();
    expect(await new Validator().validate({ ...copy(), paths: { ...Object(paths), nowhere: {} } })).toMatchObject({
      valid: false,
    });
  });

  it('describes every operation under its chapter', () => {
    for (const { id, method, path, tag } of OPERATIONS) {
      expect(document.paths[path]?.[method]).toMatchObject({ operationId: id, tags: [tag] });
    }
    expect(document.tags.map(({ name }) => name)).toEqual(Object.keys(TAGS));
  });

  it('calls each shape by one name of ours, and uses all of them', () => {
    const names = Object.keys(document.components.schemas);
    const used = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name));
    expect(names.filter((name) => !/^[A-Z][A-Za-z]+$/.test(name) || name.endsWith('Output'))).toEqual([]);
    expect([...used].filter((name) => !names.includes(String(name)))).toEqual([]);
    expect(names.filter((name) => !used.has(name))).toEqual([]);
  });

  it('defines every field that it requires', () => {
    const lost: unknown[] = [];
    JSON.parse(text, (_key, part) => {
      if (Array.isArray(part?.required)) {
        lost.push(...part.required.filter((name: string) => !(name in (part.properties ?? {}))));
      }
      return part;
    });
    expect(lost).toEqual([]);
  });

  it('links to the guide by addresses that work wherever it is read', () => {
    const hrefs = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, href = '']) => href);
    expect(hrefs.filter((href) => !href.startsWith('/guide'))).toEqual([]);
  });

  it('shows parameters as what they mean', () => {
    const shown = document.paths['/missions']?.get?.parameters.map(({ name, schema }) => [name, schema.type]);
    expect(shown).toEqual(
      expect.arrayContaining([
        ['status', 'array'],
        ['limit', 'integer'],
        ['progress_min', 'number'],
      ]),
    );
  });
});

it.each(OPERATIONS.flatMap(({ path, method, examples }) => examples.map((example) => ({ path, method, ...example }))))(
  'takes the example of $method $path: $name',
  ({ path, method, body }) => {
    if (body !== undefined) expect(bodyFaults({ path, method }, body)).toEqual([]);
  },
);

/** Where fields stand in the document, as `Shape.field`. */
function fieldPaths(): string[][] {
  const paths: string[][] = [];
  documentOf(OPERATIONS, (path) => {
    paths.push([...path]);
    return undefined;
  });
  return paths;
}

describe('every field of the API', () => {
  it('is described in functions/src/http/description/fields/', () => {
    const silent = fieldPaths().filter((path) => wordsOf(path) === undefined);
    expect(silent.map((path) => path.join('.'))).toEqual([]);
  });

  it('that is described is there', () => {
    const used = new Set(fieldPaths().map(keyOf));
    expect(FIELD_KEYS.filter((key) => !used.has(key))).toEqual([]);
    expect(new Set(FIELD_KEYS).size).toBe(FIELD_KEYS.length);
  });
});
