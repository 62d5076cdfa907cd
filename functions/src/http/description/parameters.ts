import * as z from 'zod';
import type { Operation } from '../operation.ts';
import { type JsonSchema, jsonSchemaOf, type Naming, tidied, type Words } from './jsonSchema.ts';

/** What stands in an address or behind its question mark. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
  readonly example?: string | number | boolean;
  /** A list is one value, its entries parted by commas. */
  readonly style?: 'form';
  readonly explode?: false;
}

/** The parameters of `operation`, by the types that a reader thinks in: all of them travel as text. */
export function parametersOf(operation: Operation, words: Words): Parameter[] {
  const { of, query } = operation;
  return [...described(operation, 'path', of.params, words), ...described(operation, 'query', query, words)];
}

function described(operation: Operation, where: 'path' | 'query', schema: z.ZodType, words: Words): Parameter[] {
  const fields = schema instanceof z.ZodObject ? Object.entries<z.ZodType>(schema.shape) : [];
  return fields.map(([name, field]) => {
    const description = words([operation.id, name]);
    const shape = shapeOf(field);
    const example = plain.safeParse(field.safeParse(exampleOf(operation, name)).data).data;
    return {
      name,
      in: where,
      required: where === 'path' || !field.safeParse(undefined).success,
      ...(description === undefined ? {} : { description }),
      schema: shape,
      ...(example === undefined || where === 'path' ? {} : { example }),
      ...(shape.type === 'array' ? { style: 'form', explode: false } : {}),
    };
  });
}

const plain = z.union([z.string(), z.number(), z.boolean()]);

function exampleOf({ examples }: Operation, name: string): string | undefined {
  return examples.find(({ query = {} }) => name in query)?.query?.[name];
}

const NO_NAMES = z.registry<Naming>();

/** What a parameter means once it is parsed; where that can't be said, the text that it is before. */
function shapeOf(field: z.ZodType): JsonSchema {
  const [output, input] = (['output', 'input'] as const).map((io) =>
    tidied(jsonSchemaOf(field, io, NO_NAMES), [], { io, words: () => undefined }),
  );
  return output?.type === undefined && output?.enum === undefined ? (input ?? {}) : output;
}
