import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Code, codes } from '../../../../src/common/codes/index.ts';
import { withoutData } from '../../../../src/web/http/errors.ts';
import { answerOf } from '../../../../src/web/http/refused.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { receive } from '../support/desk.ts';
import { failureIn, type Served, serve } from '../support/served.ts';

let served: Served;
let screen: Screen;
beforeAll(async () => {
  served = await serve();
  screen = await served.as('creator');
});
afterAll(() => served.close());

describe('a failure', () => {
  it.each(Object.keys(codes) as Code[])('%s says a sentence in both languages, with a status of its kind', (code) => {
    const { status, body } = answerOf({ code });
    if (/^(WEB|SIGN|STORE|SETTING|LAW|TOKEN|SCAN)-/.test(code)) expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(body).toEqual({
      code,
      message: expect.stringMatching(/\p{L}.*\.$/u) as string,
      messageEn: expect.stringMatching(/\.$/) as string,
      facts: {},
    });
  });

  it('reaches the screen with its code, its sentence and its facts', async () => {
    const answer = await screen.once({ method: 'GET', path: `/api/originals/${randomUUID()}` });
    expect(answer.status).toBe(404);
    expect(failureIn(answer)).toEqual({
      code: 'STORE-NOT-FOUND',
      message: codes['STORE-NOT-FOUND'].vi,
      messageEn: codes['STORE-NOT-FOUND'].en,
      facts: { original: expect.any(String) as string },
    });
  });
});

describe('a bug', () => {
  it('is answered with a code and a number to look for, and logged without what was sent', async () => {
    const list = served.office.store.journal.list;
    served.office.store.journal.list = () => {
      throw Object.assign(new SyntaxError('Unexpected token in "Vừ Thị Khó Đoán"'), { rows: ['Vừ Thị Khó Đoán'] });
    };
    const inspector = await served.as('inspector');
    const answer = await inspector.once({ method: 'GET', path: '/api/journal?after=7' });
    served.office.store.journal.list = list;
    expect(answer.status).toBe(500);
    const { code, facts } = failureIn(answer);
    expect(code).toBe('WEB-INTERNAL');
    expect(answer.body.toString()).not.toMatch(/Unexpected|at .*\.ts/);
    const line = served.logged.find((entry) => entry.includes('"msg":"bug"'));
    expect(line).toContain(String(facts['request']));
    expect(line).toContain('SyntaxError');
    expect(line).not.toContain('Khó Đoán');
  });

  it('keeps its message in the log only where that cannot quote data', () => {
    expect(withoutData(new TypeError('x is not a function'))).toMatchObject({ message: 'x is not a function' });
    expect(withoutData(new SyntaxError('Unexpected "Lò Thị Mẩy"'))['message']).toBeUndefined();
    const { stack = '' } = withoutData(new SyntaxError('Unexpected "Lò\n Thị Mẩy"'));
    expect(stack).toMatch(/^\s+at /);
    expect(stack).not.toContain('Thị');
  });
});

it('logs routes, times and officers, and nothing that somebody typed or was given', async () => {
  await receive(screen, { name: 'Sùng Thị Kín Đáo', title: 'Giấy tờ riêng' });
  await screen.json('GET', '/api/dossiers?search=Sung%20Thi%20Kin');
  const text = served.logged.join('');
  expect(text).toContain('"route":"/api/dossiers"');
  expect(text).toContain('"method":"PUT","route":"/api/dossiers/:id"');
  expect(text).toMatch(/"ms":\d+,"officer":"[0-9a-f-]{36}"/);
  for (const secret of ['Sung', 'Kín', 'riêng', 'creator', 'mat-khau', 'cookie', 'search', ...screen.cookies]) {
    expect(text).not.toContain(secret);
  }
});
