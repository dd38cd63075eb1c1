import { describe, expect, it } from 'vitest';
import {
  LEGALISATION_EXEMPT,
  mayScan,
  REFUSAL_GROUND_IDS,
  REFUSAL_GROUNDS,
  refusalGround,
  refusalSentence,
  SECRECY_GROUND,
  SECRECY_STATEMENTS,
} from '../../../src/certification/index.ts';
import { unwrap } from '../../../src/common/result.ts';

describe('the grounds of refusal', () => {
  it('are the six of Điều 22, in order, and Điều 18', () => {
    const laws = REFUSAL_GROUND_IDS.map((id) => REFUSAL_GROUNDS[id].law);
    for (const [index, law] of laws.slice(0, 6).entries()) expect(law).toContain(`Khoản ${index + 1} Điều 22`);
    expect(laws[6]).toContain('Điều 18');
    expect(laws).toHaveLength(7);
  });

  it('are found by id and nothing else', () => {
    for (const id of REFUSAL_GROUND_IDS) expect(unwrap(refusalGround(id)).id).toBe(id);
    for (const id of ['', 'other', 'constructor']) {
      expect(refusalGround(id)).toEqual({ ok: false, error: { code: 'LAW-REFUSAL-GROUND' } });
    }
  });

  it('stand on the slip with their article, in both languages', () => {
    expect(refusalSentence(REFUSAL_GROUNDS['not-original'])).toEqual({
      vi: 'Giấy tờ, văn bản xuất trình không phải là bản chính. (Điều 18 Nghị định 23/2015/NĐ-CP)',
      en: 'The paper shown is not an original. (Điều 18 Nghị định 23/2015/NĐ-CP)',
    });
  });

  it('let the paper be held only where it is forged, altered or unlawful', () => {
    expect(REFUSAL_GROUND_IDS.filter((id) => REFUSAL_GROUNDS[id].mayHold)).toEqual(['altered', 'unlawful-content']);
  });

  it('are all in composed Vietnamese', () => {
    const texts = [
      ...REFUSAL_GROUND_IDS.map((id) => REFUSAL_GROUNDS[id].vi),
      ...LEGALISATION_EXEMPT.map(({ vi }) => vi),
    ];
    for (const text of texts) expect(text).toBe(text.normalize('NFC'));
  });
});

describe('the secrecy confirmation', () => {
  const yes = { officerId: 'a', at: 1, noSecrecyStamp: true, noCopyBan: true };

  it('opens the scan when a named officer confirms both statements', () => {
    expect(mayScan(yes)).toEqual({ ok: true, value: undefined });
    expect(Object.keys(SECRECY_STATEMENTS)).toEqual(['noSecrecyStamp', 'noCopyBan']);
  });

  it('is needed, by a person', () => {
    expect(mayScan(null)).toEqual({ ok: false, error: { code: 'LAW-SECRECY-UNCONFIRMED' } });
    expect(mayScan({ ...yes, officerId: '' })).toEqual({ ok: false, error: { code: 'LAW-SECRECY-UNCONFIRMED' } });
  });

  it('names the ground of refusal when the paper is secret or may not be copied', () => {
    const refused = { ok: false, error: { code: 'LAW-SECRECY-STAMPED', facts: { ground: 'secret' } } };
    expect(mayScan({ ...yes, noSecrecyStamp: false })).toEqual(refused);
    expect(mayScan({ ...yes, noCopyBan: false })).toEqual(refused);
    expect(REFUSAL_GROUNDS[SECRECY_GROUND].law).toContain('Khoản 3 Điều 22');
  });
});
