import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { updateOfficer } from '../../../../src/store/repositories/officers.ts';
import { deleteSessionsOf } from '../../../../src/store/repositories/sessions.ts';
import { feedLimits, frame } from '../../../../src/web/http/live-feed.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { receive } from '../support/desk.ts';
import { password, type Served, serve, testTls } from '../support/served.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(async () => {
  vi.useRealTimers();
  await served.close();
});

interface Listening {
  readonly headers: IncomingMessage['headers'];
  readonly text: () => string;
  /** Resolves when the text holds this. */
  until(part: string): Promise<void>;
  untilTrue(holds: () => boolean): Promise<void>;
  readonly ended: Promise<void>;
  /** Takes nothing off the line until it goes on. */
  pause(): void;
  goOn(): void;
  hangUp(): void;
}

async function listen(screen: Screen, lastId?: string): Promise<Listening> {
  const { authority } = await testTls();
  const cookie = `__Host-tram=${screen.cookies.at(-1)}`;
  return await new Promise((resolve, reject) => {
    const outgoing = request(new URL('/api/events', served.address), {
      ca: authority.certificatePem,
      agent: false,
      headers: { cookie, accept: 'text/event-stream', ...(lastId === undefined ? {} : { 'last-event-id': lastId }) },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      let text = '';
      let noticed = (): void => {};
      incoming.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
        noticed();
      });
      const ended = new Promise<void>((done) => {
        incoming.on('close', done);
      });
      const untilTrue = (holds: () => boolean): Promise<void> =>
        new Promise((found) => {
          noticed = () => holds() && found();
          noticed();
        });
      resolve({
        headers: incoming.headers,
        text: () => text,
        until: (part) => untilTrue(() => text.includes(part)),
        untilTrue,
        ended,
        pause: () => incoming.pause(),
        goOn: () => incoming.resume(),
        hangUp: () => outgoing.destroy(),
      });
    });
    outgoing.end();
  });
}

describe('the event stream', () => {
  it('brings a change to the screens of those whom it concerns', async () => {
    const creator = await served.as('creator');
    const stream = await listen(creator);
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    await stream.until(`retry: ${feedLimits.retryMs}\n`);
    const { dossierId } = await receive(creator, { name: 'Lò Thị Mẩy' });
    await stream.until('event: dossier-changed\n');
    await stream.until(`\ndata: {"dossierId":"${dossierId}"}\n\n`);
    expect(stream.text()).not.toContain('Mẩy');
    stream.hangUp();
  });

  it('keeps from a role what it does not need', async () => {
    const [technician, creator] = [await served.as('technician'), await served.as('creator')];
    const [seen, all] = [await listen(technician), await listen(creator)];
    const { dossierId } = await receive(creator);
    served.office.events.emit({ type: 'scan-progress', scanId: 's', page: 1, percent: 5 });
    served.office.events.emit({ type: 'attempt-ended', attemptId: 'a', code: null });
    served.office.events.emit({ type: 'station-changed' });
    await Promise.all([seen.until('event: station-changed\n'), all.until('event: station-changed\n')]);
    expect(seen.text()).not.toContain(dossierId);
    expect(seen.text()).not.toContain('scan-progress');
    expect(all.text()).toContain('scan-progress');
    expect(all.text()).not.toContain('attempt-ended');
    seen.hangUp();
    all.hangUp();
  });

  it('ends when the officer signs out, and with the next event when his sessions were ended', async () => {
    const [a, b] = [await served.as('creator'), await served.as('signer')];
    const [first, second] = [await listen(a), await listen(b)];
    await a.json('DELETE', '/api/session');
    await first.ended;
    const { officer } = await b.json<{ officer: { id: string } }>('GET', '/api/session');
    served.store.write((tx) => deleteSessionsOf(tx, officer.id));
    served.office.events.emit({ type: 'station-changed' });
    await second.ended;
    expect(second.text()).not.toContain('station-changed');
  });

  it('asks at each event who listens: a role taken away hears no more, a dismissal and a lost seat end the stream', async () => {
    const creator = await served.as('creator');
    const id = served.addOfficer({ username: 'hai-vai', roles: ['signer', 'creator'] });
    const screen = served.stranger();
    await screen.signIn('hai-vai', password);
    const stream = await listen(screen);
    served.store.write((tx) => updateOfficer(tx, id, { roles: ['technician'] }));
    const { dossierId } = await receive(creator);
    served.office.events.emit({ type: 'station-changed' });
    await stream.until('event: station-changed\n');
    expect(stream.text()).not.toContain(dossierId);
    served.store.write((tx) => updateOfficer(tx, id, { validTo: '2020-12-31' }));
    served.office.events.emit({ type: 'station-changed' });
    await stream.ended;
    expect(stream.text().match(/station-changed/g)).toHaveLength(1);
  });

  it('tells nothing of dossiers before a first password is changed', async () => {
    const creator = await served.as('creator');
    served.addOfficer({ username: 'moi', roles: ['creator'], mustChangePassword: true });
    const screen = served.stranger();
    await screen.signIn('moi', password);
    const stream = await listen(screen);
    const { dossierId } = await receive(creator);
    served.office.events.emit({ type: 'station-changed' });
    await stream.until('event: station-changed\n');
    expect(stream.text()).not.toContain(dossierId);
    stream.hangUp();
  });

  it('ends by itself when the session has run out of time and nothing happens', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const stream = await listen(await served.as('creator'));
    await stream.until(': here\n\n');
    served.clock.pass(15 * 60_000);
    vi.advanceTimersByTime(feedLimits.heartbeatMs);
    await stream.ended;
    expect(stream.text().match(/: here/g)).toHaveLength(1);
  });

  it('is no use of the session: the session ends under it', async () => {
    const screen = await served.as('creator');
    const stream = await listen(screen);
    for (let n = 0; n < 15; n += 1) {
      served.clock.pass(60_000);
      served.office.events.emit({ type: 'station-changed' });
    }
    await stream.ended;
    expect((await screen.once({ method: 'GET', path: '/api/session' })).status).toBe(401);
  });

  it('beats while nothing happens', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const stream = await listen(await served.as('creator'));
    await stream.until(': here\n\n');
    const beats = (): number => stream.text().split(': here\n\n').length - 1;
    const before = beats();
    vi.advanceTimersByTime(feedLimits.heartbeatMs);
    // The station's other watches run on the same timers, and one may have news.
    await stream.untilTrue(() => beats() === before + 1);
    stream.hangUp();
  });

  it('breaks off for one screen when its session cannot be read, and troubles nobody else', async () => {
    const stream = await listen(await served.as('creator'));
    await stream.until(': here\n\n');
    // What is remembered of a session counts only until an officer's row has changed.
    served.addOfficer({ username: 'another' });
    const broken = vi.spyOn(served.store.db, 'select').mockImplementation(() => {
      throw new Error('disk I/O error');
    });
    served.office.events.emit({ type: 'clock-changed', state: 'proven' });
    await stream.ended;
    broken.mockRestore();
    expect(stream.text()).not.toContain('clock-changed');
  });

  it('tells a screen that was away for a moment what it missed, and otherwise to read again', async () => {
    const screen = await served.as('creator');
    const first = await listen(screen);
    await first.until('"resumed":false');
    served.office.events.emit({ type: 'station-changed' });
    await first.until('event: station-changed\n');
    const id = /^event: station-changed\nid: (.+)$/m.exec(first.text())?.[1] ?? '';
    first.hangUp();
    await first.ended;
    for (const percent of [10, 20]) served.office.events.emit({ type: 'scan-progress', scanId: 's', page: 1, percent });
    served.office.events.emit({ type: 'attempt-ended', attemptId: 'a', code: null });
    const again = await listen(screen, id);
    await again.until('"percent":20');
    expect(again.text()).toContain('"resumed":true');
    expect(again.text()).not.toMatch(/"percent":10|attempt-ended/);
    again.hangUp();
    for (const strange of ['', 'x', id.replace(/\d+$/, '999999999'), `other.${id.split('.')[1]}`, `${id}x`]) {
      const fresh = await listen(screen, strange);
      await fresh.until('event: listening\n');
      expect(fresh.text()).toContain('"resumed":false');
      fresh.hangUp();
    }
  });

  it('keeps little for a screen that reads nothing, and tells it how things are when it reads again', async () => {
    const slow = await served.as('creator');
    const stream = await listen(slow);
    await stream.until('event: listening\n');
    stream.pause();
    const told = 40_000;
    for (let n = 0; n < told; n += 1) {
      served.office.events.emit({ type: 'dossier-changed', dossierId: `${n}`.padStart(200, '0') });
      if (n % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    served.office.events.emit({ type: 'scan-progress', scanId: 's', page: 3, percent: 77 });
    stream.goOn();
    await stream.untilTrue(() => stream.text().includes('"percent":77') || stream.text().endsWith('data: {}\n\n'));
    expect(stream.text()).toContain('event: read-again\n');
    expect(stream.text().length).toBeLessThan((told * 200) / 4);
    stream.hangUp();
  });

  it('ends with the station and leaves nobody listening', async () => {
    const listeners = vi.spyOn(served.office.events, 'listen');
    const stream = await listen(await served.as('creator'));
    expect(listeners).toHaveBeenCalledOnce();
    await served.restart();
    await stream.ended;
    const off = listeners.mock.results[0]?.value as () => boolean;
    expect(off()).toBe(false);
  });

  it('writes an event as the standard asks', () => {
    const event = { type: 'original-changed', originalId: 'o', dossierId: 'd', state: 'scanned' } as const;
    expect(frame(event, 'run.7')).toBe(
      'event: original-changed\nid: run.7\ndata: {"originalId":"o","dossierId":"d","state":"scanned"}\n\n',
    );
  });
});
