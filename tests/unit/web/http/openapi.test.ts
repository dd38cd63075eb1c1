import { afterAll, beforeAll, expect, it } from 'vitest';
import { VIEW_PATHS } from '../../../../src/web/contract/index.ts';
import { type Served, serve } from '../support/served.ts';

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: unknown;
  readonly 'x-roles'?: unknown;
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: object }[];
  readonly requestBody?: { readonly content: Record<string, { schema: object }> };
  readonly responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}

interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly components: { readonly securitySchemes: Record<string, object> };
  readonly paths: Record<string, Record<string, Operation>>;
}

let served: Served;
let document: Document;
beforeAll(async () => {
  served = await serve();
  document = await served.stranger().json<Document>('GET', '/api/openapi.json');
});
afterAll(() => served.close());

const operations = (): [string, Operation][] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  );

it('is OpenAPI 3.1, served to everybody', () => {
  expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Trạm', version: '0.0.0-test' } });
  expect(document.components.securitySchemes['session']).toEqual({ type: 'apiKey', in: 'cookie', name: '__Host-tram' });
});

it('names every route of the server but its own', () => {
  for (const [name] of operations()) {
    const [method = '', path = ''] = name.split(' ');
    const url = path.replaceAll(/\{(\w+)\}/g, ':$1');
    expect(served.app.hasRoute({ method: method.toUpperCase() as 'GET', url }), name).toBe(true);
  }
  const groups = [...served.app.printRoutes({ commonPrefix: false }).matchAll(/\(([A-Z, ]+)\)/g)];
  const methods = groups.flatMap(([, list = '']) => list.split(', '));
  // Beside the document itself: the start page, the screens' files, each view and what follows its address.
  const screens = 2 + 2 * VIEW_PATHS.length;
  expect(methods).toHaveLength(operations().length + 1 + screens);
});

it('says of each route what it does, who may use it, what it takes and what it answers', () => {
  for (const [name, operation] of operations()) {
    expect(operation.summary, name).toMatch(/^\p{Lu}/u);
    expect(operation.tags, name).toHaveLength(1);
    expect(operation['x-roles'], name).toBeDefined();
    expect(operation.security !== undefined, name).toBe(operation['x-roles'] !== 'open');
    const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter).sort();
    const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
    expect(declared.map((parameter) => parameter.name).sort(), name).toEqual(inPath);
    expect(
      declared.every((parameter) => parameter.required === true),
      name,
    ).toBe(true);
    expect(Object.keys(operation.responses), name).toEqual(expect.arrayContaining(['4XX', '5XX']));
    expect(
      Object.keys(operation.responses).some((status) => status.startsWith('2')),
      name,
    ).toBe(true);
    for (const [status, response] of Object.entries(operation.responses)) {
      expect(typeof response.description, `${name} ${status}`).toBe('string');
    }
  }
});

/** Bodies that are files. */
const bytes: Readonly<Record<string, string>> = {
  'post /api/appointments/preview': 'application/octet-stream',
  'post /api/appointments/import': 'application/octet-stream',
  'post /api/checks': 'application/pdf',
  'put /api/office-images/{id}': 'image/png',
};

it('refuses unknown fields in every body, and takes PINs as bytes only', () => {
  const open: string[] = [];
  const walk = (schema: unknown, place: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { type, properties, additionalProperties } = schema as Record<string, unknown>;
    if (type === 'object' && properties !== undefined && additionalProperties !== false) open.push(place);
    for (const [key, part] of Object.entries(schema)) walk(part, `${place}/${key}`);
  };
  for (const [name, { requestBody }] of operations()) {
    for (const [type, { schema }] of Object.entries(requestBody?.content ?? {})) {
      expect(type, name).toBe(bytes[name] ?? (name.endsWith('/pin') ? 'application/octet-stream' : 'application/json'));
      walk(schema, name);
    }
  }
  expect(open).toEqual([]);
});
