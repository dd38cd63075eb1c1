import { describe, expect, it } from 'vitest';
import { withOffice } from '../peers/office/with-office.ts';

const station = withOffice();

describe('a wrong PIN', () => {
  it('is refused with the tries left, changes nothing, and the number stays for the right one', async () => {
    const { desk, office } = station;
    const originalId = await desk.receive();
    await office.loadPaper('birth-certificate');
    await desk.scan(originalId);
    await desk.submit(originalId);

    const wrong = await desk.attempt('signing', originalId, '999999');
    expect(wrong).toMatchObject({ status: 409, body: { code: 'TOKEN-PIN-INCORRECT' } });
    expect(wrong.body['facts']).toHaveProperty('triesLeft');
    expect(String(wrong.body['message'])).toContain('PIN');
    const waiting = await desk.original(originalId);
    expect(waiting.state).toBe('awaiting-signature');
    expect(waiting.registerNumber).toContain('Số chứng thực: 01');

    expect(await desk.attempt('signing', originalId)).toMatchObject({ status: 200, body: { done: 1, failed: 0 } });
    const signed = await desk.original(originalId);
    expect([signed.state, signed.registerNumber]).toEqual(['signed', waiting.registerNumber]);
  });
});
