/**
 * A portal that takes everything at once, in a process of its own: what is measured is the station. Prints its
 * port: the one that was named, or any free one.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const done = Buffer.from(JSON.stringify({ error_code: '0', message: 'Cập nhật tiến độ thành công' }));
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': done.length }).end(done);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () =>
  console.log(String((server.address() as AddressInfo).port)),
);
process.once('SIGTERM', () => process.exit(0));
