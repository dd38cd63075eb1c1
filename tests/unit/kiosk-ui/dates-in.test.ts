import { expect, test } from 'vitest';
import { datesIn } from '../../../kiosk-ui/src/views/admin/dates-in.ts';

test('a pasted list of dates is read in the ways people write them, each once and in order', () => {
  expect(datesIn('02/9/2027, 01/01/2027;\n2027-04-30  1-5-2027\n01.01.2027')).toEqual({
    found: ['2027-01-01', '2027-04-30', '2027-05-01', '2027-09-02'],
    wrong: null,
  });
  expect(datesIn(' \n')).toEqual({ found: [], wrong: null });
});

test.each(['31/02/2027', '29/02/2027', '1/1/27', 'Tết', '2027-13-01', '0/1/2027'])('%s is no date', (text) => {
  expect(datesIn(`01/01/2027 ${text}`)).toEqual({ found: ['2027-01-01'], wrong: text });
});
