/** Somebody on a machine of the test network: does what each line on standard input says, and answers with a line. */

import { get, request } from 'node:http';
import { createServer } from 'node:https';
import { createInterface } from 'node:readline';
import { Screen } from '../office/client.ts';
import type { Asked, Told } from './agent.ts';

const screens = new Map<string, Screen>();

function say(told: Told): void {
  process.stdout.write(`${JSON.stringify(told)}\n`);
}

async function act(asked: Asked): Promise<Omit<Told, 'id'>> {
  switch (asked.do) {
    case 'open':
      screens.set(asked.screen, new Screen(asked.address, asked.authority));
      return {};
    case 'sign-in':
      await screenOf(asked.screen).signIn(asked.username, asked.password);
      return {};
    case 'call': {
      const { call, id } = asked;
      const onHead = (status: number): void => say({ id, head: status });
      const answer = await screenOf(asked.screen).once({ ...call, onHead });
      return { status: answer.status, headers: answer.headers, body: answer.body.toString('base64') };
    }
    case 'plain':
      return await plain(asked.method, asked.url);
    case 'serve':
      await new Promise<void>((resolve, reject) => {
        const server = createServer({ key: asked.key, cert: asked.certificate }, (_request, response) => {
          response.end('not the station');
        });
        server.once('error', reject).listen(asked.port, asked.host, resolve);
      });
      return {};
  }
}

function screenOf(name: string): Screen {
  const screen = screens.get(name);
  if (!screen) throw new Error(`no screen ${name}`);
  return screen;
}

function plain(method: string, url: string): Promise<Omit<Told, 'id'>> {
  return new Promise((resolve, reject) => {
    const outgoing = (method === 'GET' ? get : request)(url, { method }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString('base64'),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const asked = JSON.parse(line) as Asked;
    act(asked).then(
      (told) => say({ id: asked.id, ...told }),
      (error: unknown) => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNSPECIFIED';
        // Node has no code for some of OpenSSL's answers, only its words.
        say({ id: asked.id, error: code === 'UNSPECIFIED' ? String(error) : code });
      },
    );
  })
  .on('close', () => process.exit(0));
