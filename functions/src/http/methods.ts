import type { RequestHandler, Router } from 'express';
import { AppError } from '../core/errors.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
const METHODS: readonly Method[] = ['get', 'post', 'put', 'patch', 'delete'];

/** Registers the handlers of one path; any other method gets `method_not_allowed` with the ones that there are. */
export function methods(router: Router, path: string, handlers: Partial<Record<Method, RequestHandler>>): void {
  const route = router.route(path);
  const allowed: string[] = [];
  for (const method of METHODS) {
    const handler = handlers[method];
    if (handler === undefined) continue;
    route[method](handler);
    allowed.push(method.toUpperCase());
  }
  route.all((request, response) => {
    response.setHeader('Allow', allowed.join(', '));
    throw new AppError('method_not_allowed', `${request.method} is not possible here; ${possible(allowed)}.`);
  });
}

/** Made when it is needed, which is hardly ever: the first of its kind costs each process ten milliseconds. */
function possible(allowed: readonly string[]): string {
  return `${new Intl.ListFormat('en-GB').format(allowed)} ${allowed.length === 1 ? 'is' : 'are'}`;
}
