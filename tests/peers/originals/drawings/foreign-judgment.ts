import { rule } from '../header.ts';
import type { InkMark, PageDrawing } from '../page.ts';
import { boxStamp, sealDrawing, sealRed } from '../seal.ts';
import { signature } from '../signature.ts';
import { centred, line, paragraph } from '../text.ts';

const ink = '#4a3a86';

const findings = [
  'THIS MATTER having come on for hearing before the Court on the 6th day of February 2024, the Petitioner appearing in person and by counsel, and the Respondent having been duly served and having entered an appearance in writing, and the Court having read the petition and the affidavits filed, **IT IS HEREBY FOUND AND DECREED:**',
  '1. That the marriage solemnised between the Petitioner, **Tran Thi My Le**, and the Respondent, **Edmund Joseph Harrowby**, at Port Ellery on 19 October 2016, entered under No. 2016/4471 of the Register of Marriages of this District, has broken down irretrievably.',
  '2. That the said marriage be dissolved, and that this decree become absolute on the expiry of six weeks from the date hereof, no appeal having been lodged.',
  '3. That there are no minor children of the marriage, and that no order is made as to maintenance, the parties having so agreed.',
  '4. That the Petitioner is at liberty to resume the use of her former name.',
  '5. That each party bear his or her own costs of these proceedings.',
] as const;

/** A decree of a court of an invented country, on letter paper, without consular legalisation (NĐ 23/2015 Điều 20, Điều 22). */
export function foreignJudgment(): PageDrawing[] {
  const [width, height] = [215.9, 279.4];
  const middle = width / 2;
  let y = 104;
  let text = '';
  for (const part of findings) {
    const set = paragraph(28, y, width - 56, part, { pt: 12, leading: 1.36 });
    text += set.svg;
    y = set.y + 2.8;
  }
  const print =
    centred(middle, 27, 'REPUBLIC OF VALDORIA', { pt: 15, bold: true, spacing: 0.5 }) +
    centred(middle, 35, 'IN THE DISTRICT COURT OF PORT ELLERY', { pt: 13, bold: true }) +
    centred(middle, 41, 'FAMILY DIVISION', { pt: 11 }) +
    rule(28, width - 28, 46, 0.5) +
    rule(28, width - 28, 46.9, 0.15) +
    line(28, 54, 'Case No. FD-2023-00817', { pt: 11.5 }) +
    line(width - 28, 54, 'Filed: 14 November 2023', { pt: 11.5, anchor: 'end' }) +
    line(34, 65, 'TRAN THI MY LE,', { pt: 12, bold: true }) +
    line(100, 65, 'Petitioner,', { pt: 12, italic: true }) +
    line(64, 71, 'and', { pt: 12 }) +
    line(34, 77, 'EDMUND JOSEPH HARROWBY,', { pt: 12, bold: true }) +
    line(110, 77, 'Respondent.', { pt: 12, italic: true }) +
    `<path d="M142 60V80" stroke="#222" stroke-width="0.3"/>` +
    line(147, 71.5, 'DECREE OF DIVORCE', { pt: 11, bold: true }) +
    centred(middle, 93, 'DECREE OF DIVORCE', { pt: 17, bold: true, spacing: 0.6 }) +
    text +
    paragraph(
      28,
      y + 3,
      width - 56,
      'Given under my hand and the seal of the Court at Port Ellery, this 6th day of February 2024.',
      { pt: 12 },
    ).svg +
    rule(122, 188, y + 35, 0.25) +
    centred(155, y + 40, 'Honor M. Castellane', { pt: 12 }) +
    centred(155, y + 45, 'District Judge', { pt: 11, italic: true }) +
    rule(28, 88, y + 46, 0.25) +
    line(28, y + 51, 'Registrar of the Court', { pt: 11, italic: true });
  const drawn = sealDrawing({ rim: 'DISTRICT COURT OF PORT ELLERY', foot: 'VALDORIA', device: 'star', diameter: 42 });
  const courtSeal: InkMark = {
    kind: 'stamp',
    svg: `<g transform="translate(102 ${y + 30}) rotate(-11)">${drawn.replaceAll(sealRed, ink)}</g>`,
    box: { x: 80, y: y + 8, width: 44, height: 44 },
  };
  return [
    {
      width,
      height,
      paper: { color: '#f8f5ea', foldsAcross: [93, 186], grain: 1.3 },
      print,
      ink: [
        signature('Castellane', 156, y + 28, { width: 52, pen: { color: '#15171f', width: 0.55 } }),
        signature('Registrar Boon', 54, y + 38, { width: 40, pen: { width: 0.4 } }),
        courtSeal,
        boxStamp(
          [
            { text: 'ENTERED', size: 4.6 },
            { text: 'FEB 09 2024', size: 3.8 },
            { text: 'REGISTRY, PORT ELLERY', size: 2.6 },
          ],
          181,
          22.5,
          42,
          16,
          { color: ink, tilt: -2.2, border: 0.45 },
        ),
      ],
    },
  ];
}
