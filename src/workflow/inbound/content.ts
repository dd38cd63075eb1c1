import { createHash } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { OnlineRequest } from '../../portal/index.ts';
import { openSecret, sealSecret } from '../../store/documents/sealed-secret.ts';
import type { Store } from '../../store/index.ts';
import type { OnlineRequestRow } from '../../store/repositories/online-requests.ts';

/** A file that came with a request: what it is, and why its bytes were not kept when they were not. */
export const KeptFile = Type.Object(
  {
    name: Type.String({ maxLength: 200 }),
    bytes: Type.Integer({ minimum: 0 }),
    kind: Type.Union([Type.Enum(['jpeg', 'png', 'pdf']), Type.Null()]),
    documentId: Type.Union([Type.String(), Type.Null()]),
    fault: Type.Union([Type.Enum(['kind', 'size', 'damaged', 'many']), Type.Null()]),
  },
  { additionalProperties: false },
);
export type KeptFile = Static<typeof KeptFile>;

/** What a citizen filed, as it lies sealed under the request's own key. */
const RequestContent = Type.Object(
  { request: OnlineRequest, files: Type.Array(KeptFile) },
  { additionalProperties: false },
);
export type RequestContent = Static<typeof RequestContent>;

const nameOf = (id: string): string => `online-request ${id}`;

/** Seals what was filed under the key of the request, which is made when there is none. */
export function sealContent(store: Store, id: string, content: RequestContent): Buffer {
  return sealSecret(store.keys, nameOf(id), Buffer.from(JSON.stringify(content)), id);
}

/** What was filed; null for what was never readable or is purged. */
export function contentOf(
  store: Store,
  { id, sealed }: Pick<OnlineRequestRow, 'id' | 'sealed'>,
): RequestContent | null {
  const opened = sealed && openSecret(store.keys, nameOf(id), sealed, id);
  if (!opened) return null;
  const content: unknown = JSON.parse(opened.toString('utf8'));
  return Value.Check(RequestContent, content) ? content : null;
}

/** Changes when the citizen changes the request or its files; what the portal adds (state, payment) does not count. */
export function hashOfContent(
  { statusCode: _s, payment: _p, ...filed }: OnlineRequest,
  files: readonly string[],
): string {
  return createHash('sha256')
    .update(JSON.stringify([filed, files]))
    .digest('hex');
}
