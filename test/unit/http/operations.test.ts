import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../functions/src/http/operation.ts';
import { OPERATIONS } from '../../../functions/src/http/operations/all.ts';

/** The parameters that an operation's path names. */
function namesIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
}

/** A value for each parameter, as it may stand in an address. */
const SAMPLES: Readonly<Record<string, string>> = {
  mission_id: 'python-1',
  step_index: '0',
  schedule_id: 'mornings',
  key_id: 'k4w9m2h7c8x3q6t5b2n7',
  ...{ webhook_id: 'wh_abcdefgh', delivery_id: 'msg_0123456789abcdef' },
};

describe.each(OPERATIONS.map((operation): [string, Operation] => [operation.id, operation]))('%s', (_id, operation) => {
  it('has examples that its own schemas take', () => {
    expect(operation.examples.length).toBeGreaterThan(0);
    for (const { name, query = {}, body = {} } of operation.examples) {
      expect(operation.query.safeParse(query), `query of "${name}"`).toMatchObject({ success: true });
      expect(operation.body.safeParse(body), `body of "${name}"`).toMatchObject({ success: true });
    }
  });

  it('parses exactly the parameters that its path names', () => {
    const names = namesIn(operation.path);
    const params = Object.fromEntries(names.map((name) => [name, SAMPLES[name]]));
    expect(operation.of.params.safeParse(params)).toMatchObject({ success: true });
    for (const name of names) {
      const wrong = operation.of.params.safeParse({ ...params, [name]: '?' });
      expect(wrong.error?.issues[0]?.path).toEqual([name]);
      expect(operation.of.missing(name).code).toMatch(/_not_found$/);
    }
  });
});

it('no two operations share an id, or a method and an address', () => {
  expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length);
  const addresses = OPERATIONS.flatMap(({ method, path, alsoAt }) =>
    [path, ...(alsoAt === undefined ? [] : [alsoAt])].map((address) => `${method} ${address}`),
  );
  expect(new Set(addresses).size).toBe(addresses.length);
});
