import type { FastifyRequest } from 'fastify';

/** The part of a JSON Schema that says which parameters are numbers. */
interface Properties {
  readonly properties?: Readonly<Record<string, { readonly type?: unknown }>>;
}

const whole = /^\d{1,15}$/;

/**
 * Addresses carry text: reads the whole numbers in a query and in a path as numbers before they are checked. Bodies are
 * left as they came: there a number in quotes is a wrong type.
 */
export function readNumbers(request: FastifyRequest, _reply: unknown, done: () => void): void {
  const { schema } = request.routeOptions;
  convert(request.query, schema?.querystring as Properties | undefined);
  convert(request.params, schema?.params as Properties | undefined);
  done();
}

function convert(values: unknown, schema: Properties | undefined): void {
  if (typeof values !== 'object' || values === null) return;
  const record = values as Record<string, unknown>;
  for (const [name, { type }] of Object.entries(schema?.properties ?? {})) {
    const value = record[name];
    if (type === 'integer' && typeof value === 'string' && whole.test(value)) record[name] = Number(value);
  }
}

/** A request without a body is one with an empty body, where the route takes one: all its fields may be optional. */
export function emptyBody(request: FastifyRequest, _reply: unknown, done: () => void): void {
  const body = request.routeOptions.schema?.body as { readonly type?: unknown } | undefined;
  if (request.body === undefined && body?.type === 'object') request.body = {};
  done();
}
