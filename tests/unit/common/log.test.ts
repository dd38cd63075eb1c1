import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger, type Logger, withSeverity } from '../../../src/common/log.ts';

const pin = '84629173';
const password = 'mật khẩu bí mật';
const person = 'Lò Thị Mẩy';

/** What a logger wrote, as text and as objects. */
function written(act: (log: Logger) => void, level = 'trace'): { text: string; lines: Record<string, unknown>[] } {
  let text = '';
  const sink = new Writable({
    write(piece, _encoding, done) {
      text += String(piece);
      done();
    },
  });
  act(createLogger(level, sink));
  const lines = text.split('\n').filter((line) => line !== '');
  return { text, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

class Session {
  pin = pin;
  id = 7;
}

test.each<[string, (log: Logger) => void]>([
  ['at the top', (log) => log.info({ pin, password, fullName: person, name: person, requester: person, cookie: pin })],
  ['one step down', (log) => log.info({ job: { pin, password, name: person } })],
  ['deep down', (log) => log.info({ a: { b: { c: { d: { userPin: pin, password, requesterName: person } } } } })],
  ['in a list', (log) => log.info({ officers: [{ fullName: person }, { passwordHash: password, PIN: pin }] })],
  ['in other spellings', (log) => log.info({ new_pin: pin, 'Set-Cookie': pin, requester_name: person, oldPin: pin })],
  ['as bytes', (log) => log.info({ bytes: Buffer.from(pin), view: new TextEncoder().encode(pin) })],
  ['in the bindings of a child', (log) => log.child({ officer: { fullName: person }, pin }).info('hello')],
  ['in the bindings of a grandchild', (log) => log.child({ id: 1 }).child({ officer: { pin } }).info({ pin }, 'hello')],
  ['in fields hung on an exception', (log) => log.error(Object.assign(new Error('lost'), { pin, body: person }))],
  [
    'in fields of an inner exception',
    (log) => log.error({ cause: Object.assign(new Error('lost'), { params: [pin] }) }),
  ],
  [
    'in the cause of an exception',
    (log) => log.error(new Error('lost', { cause: Object.assign(new Error('inner'), { pin }) })),
  ],
  ['in an object of a class', (log) => log.info({ session: new Session() })],
  [
    'in a request',
    (log) => log.info({ req: { method: 'POST', headers: { cookie: pin }, body: { pin, name: person } } }),
  ],
])('no PIN, password or name reaches the log: %s', (_where, act) => {
  const { text, lines } = written(act);
  expect(lines).toHaveLength(1);
  expect(text).not.toContain(pin);
  expect(text).not.toContain(JSON.stringify([...Buffer.from(pin)]).slice(1, -1));
  expect(text).not.toContain(password);
  expect(text).not.toContain('Mẩy');
});

test('ids, codes, counts and durations are logged as they are, with level, time and message', () => {
  const { lines } = written((log) =>
    log.warn(
      { job: 'remove-document', code: 'STORE-NOT-FOUND', attempts: 3, page: { count: 2, ok: true, last: null } },
      'x',
    ),
  );
  expect(lines[0]).toMatchObject({
    level: 40,
    job: 'remove-document',
    code: 'STORE-NOT-FOUND',
    attempts: 3,
    page: { count: 2, ok: true, last: null },
    msg: 'x',
  });
  expect(String(lines[0]?.['time'])).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
});

test('an exception is logged with what happened, where and why', () => {
  const error = Object.assign(new TypeError('outer', { cause: new Error('inner') }), { code: 'EIO' });
  const { lines } = written((log) => log.error({ err: error, step: 'x' }));
  expect(lines[0]?.['err']).toMatchObject({
    type: 'TypeError',
    message: 'outer',
    code: 'EIO',
    cause: { message: 'inner' },
  });
  expect(JSON.stringify(lines[0]?.['err'])).toContain('log.test.ts');
});

test('an object that contains itself is no danger to the log', () => {
  const loop: Record<string, unknown> = { id: 1, pin };
  loop['self'] = loop;
  const { text, lines } = written((log) => log.info(loop));
  expect(lines[0]?.['id']).toBe(1);
  expect(text).not.toContain(pin);
});

test('what is below the level is not written', () => {
  expect(written((log) => log.info('quiet'), 'warn').lines).toEqual([]);
});

test.each<[keyof Pick<Logger, 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal'>, number]>([
  ['trace', 7],
  ['debug', 7],
  ['info', 6],
  ['warn', 4],
  ['error', 3],
  ['fatal', 2],
])('for journald, %s is filed as severity %i, and the line stays what it is', (level, severity) => {
  const { text } = written((log) => log[level]({ code: 'START-LISTEN' }, 'said'));
  expect(withSeverity(text)).toBe(`<${severity}>${text}`);
});

test('what is no line of the logger counts as information', () => {
  expect(withSeverity('plain words\n')).toBe('<6>plain words\n');
});
