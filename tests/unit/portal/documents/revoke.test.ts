/** Taking a copy back at the gateway, past whatever answers in the gateway's place. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../../../src/common/clock.ts';
import { revokeLink } from '../../../../src/portal/documents/revoke.ts';
import { openLine } from '../../../../src/portal/line/line.ts';

const line = openLine();
const said = { status: 200, text: '' };
let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(request.method === 'DELETE' ? said.status : 405).end(said.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  line.close();
  server.close();
});

const link = (url: string | null) =>
  JSON.stringify({ url, expiresAt: 0, fetchedAt: null, removedAt: url === null ? 1 : null });

it.each([
  ['the link, which opens nothing any more', 200, link(null), 'revoked'],
  ['a link that it does not know', 404, '{"code":"LINK-UNKNOWN"}', 'revoked'],
  ['a page of a device on the way', 200, '<html>Đăng nhập Wi-Fi</html>', 'PORTAL-ANSWER-UNREADABLE'],
  ['nothing that it says', 204, '', 'PORTAL-ANSWER-UNREADABLE'],
  ['a link that opens still', 200, link('https://tep.example/d/1'), 'PORTAL-ANSWER-UNREADABLE'],
  ['a page without the service', 404, '<html>Not Found</html>', 'PORTAL-BUSY'],
  ['a file that cannot be removed now', 503, '{"code":"FILE-NOT-REMOVED"}', 'PORTAL-BUSY'],
  ['an unknown station', 401, '{"code":"UNKNOWN-STATION"}', 'PORTAL-ACCESS-DENIED'],
])('%s: %i', async (_, status, text, expected) => {
  Object.assign(said, { status, text });
  const { port } = server.address() as AddressInfo;
  const service = { endpoint: `http://127.0.0.1:${port}/links` };
  const outcome = await revokeLink(
    { service, line, clock: systemClock, signal: new AbortController().signal },
    'row-1',
  );
  expect(outcome.kind === 'unreachable' ? outcome.code : outcome.kind).toBe(expected);
});
