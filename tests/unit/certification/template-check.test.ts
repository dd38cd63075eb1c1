import { describe, expect, it } from 'vitest';
import {
  ATTESTATION_PROFILES,
  ATTESTATION_TEMPLATES,
  type AttestationLineRole,
  type AttestationTemplate,
  checkTemplate,
} from '../../../src/certification/index.ts';
import { unwrap } from '../../../src/common/result.ts';

const template = ATTESTATION_TEMPLATES.nd30;
const withLine = (role: AttestationLineRole, text: string): AttestationTemplate => ({
  ...template,
  lines: template.lines.map((line) => (line.role === role ? { ...line, text } : line)),
});
const withMark = (text: string): AttestationTemplate => ({
  ...template,
  conversionMark: { ...template.conversionMark, text },
});
const error = (given: AttestationTemplate) => {
  const result = checkTemplate(given);
  return result.ok ? null : [result.error.code, ...Object.values(result.error.facts ?? {})];
};

describe('a template', () => {
  it.each(ATTESTATION_PROFILES)('of profile %s comes sound', (profile) => {
    const own = ATTESTATION_TEMPLATES[profile];
    expect(own.profile).toBe(profile);
    expect(unwrap(checkTemplate(own))).toBe(own);
  });

  it('may be worded otherwise', () => {
    expect(error(withLine('number', 'Số {number} quyển {volume}'))).toBeNull();
    expect(error(withLine('date', '{day}/{month2}/{year}'))).toBeNull();
    expect(error(withLine('place', 'Làm tại {office}'))).toBeNull();
    expect(error({ ...template, lines: template.lines.filter(({ role }) => role !== 'place') })).toBeNull();
  });

  it.each([
    ['{pin}', 'pin'],
    ['{', '{'],
    ['year}', '}'],
    ['{}', ''],
    ['{{year}}', '{'],
    ['{constructor}', 'constructor'],
  ])('with %s has an unknown placeholder', (text, name) => {
    expect(error(withLine('place', text))).toEqual(['LAW-TEMPLATE-PLACEHOLDER', name]);
    expect(error(withMark(text))).toEqual(['LAW-TEMPLATE-PLACEHOLDER', name]);
  });

  it.each(['SAO Y', 'Sao y bản chính', 'sao  y', '(SAO Y)'])('may not say %s', (text) => {
    expect(error(withLine('heading', text))).toEqual(['LAW-TEMPLATE-SAO-Y']);
    expect(error(withMark(text))).toEqual(['LAW-TEMPLATE-SAO-Y']);
  });

  it('may say words that only look alike', () => {
    expect(error(withLine('heading', 'BẢN SAO YÊU CẦU'))).toBeNull();
    expect(error(withLine('heading', 'BẢN SAO YÊU CẦU'.normalize('NFD')))).toBeNull();
  });

  it.each<[AttestationLineRole, string]>([
    ['heading', ' '],
    ['number', 'Số {number}'],
    ['number', 'Quyển {volume}'],
    ['date', 'Ngày {day} năm {year}'],
  ])('needs a whole %s, not "%s"', (role, text) => {
    expect(error(withLine(role, text))).toEqual(['LAW-TEMPLATE-INCOMPLETE', role]);
  });

  it.each(['heading', 'number', 'date'] as const)('needs %s exactly once', (role) => {
    const without = template.lines.filter((line) => line.role !== role);
    const twice = [...template.lines, ...template.lines.filter((line) => line.role === role)];
    expect(error({ ...template, lines: without })).toEqual(['LAW-TEMPLATE-INCOMPLETE', role]);
    expect(error({ ...template, lines: twice })).toEqual(['LAW-TEMPLATE-INCOMPLETE', role]);
  });

  it.each(['{converter} {conversionTime}', 'Chuyển đổi: {converter}', 'Chuyển đổi: {conversionTime}'])(
    'has a mark with words, person and time, not "%s"',
    (text) => {
      expect(error(withMark(text))).toEqual(['LAW-TEMPLATE-INCOMPLETE', 'conversionMark']);
    },
  );
});
