import type { SlipRequest } from './facts.ts';
import type { SlipBlock, SlipModel } from './model.ts';
import { slipTable } from './tables.ts';
import type { SlipPlaceholder, SlipTemplate, SlipTemplateBlock, SlipValues } from './template-types.ts';
import { SLIP_TEMPLATES } from './templates/index.ts';
import { placeAndDate, slipValues } from './values.ts';
import { officeLines, placeOfOffice, printable } from './words.ts';

/**
 * The content of a slip: its template filled with what is known. Texts from outside are made fit for paper, a part
 * without its value is left out, and the fields are numbered in the order in which they stand.
 */
export function composeSlip(request: SlipRequest, template: SlipTemplate = SLIP_TEMPLATES[request.kind]): SlipModel {
  const { office } = request;
  const values = slipValues(request);
  const place = placeOfOffice(office.name, office.place);
  const dated = template.dated && request.kind !== 'rates';
  return {
    kind: template.kind,
    office: officeLines(office.name) || null,
    unit: printable(office.unit).toLocaleUpperCase('vi'),
    nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    motto: 'Độc lập - Tự do - Hạnh phúc',
    reference: filled(template.reference ?? '', values),
    placeAndDate: dated ? placeAndDate(place, request.act.at) : null,
    title: template.title,
    subtitle: filled(template.subtitle ?? '', values),
    blocks: numbered(template.blocks.flatMap((block) => composeBlock(block, request, values))),
    signatures: template.signatures.flatMap(({ title, note, name }) => {
      const signer = filled(name, values);
      return signer === null ? [] : [{ title, note, name: signer }];
    }),
  };
}

function composeBlock(block: SlipTemplateBlock, request: SlipRequest, values: SlipValues): SlipBlock[] {
  if (block.kind === 'table') {
    const table = slipTable(block.table, request);
    return table === null || table.rows.length === 0 ? [] : [{ kind: 'table', ...table }];
  }
  const text = filled(block.text, values);
  if (text === null) return [];
  switch (block.kind) {
    case 'paragraph':
      return [{ kind: 'paragraph', text, small: block.small ?? false }];
    case 'tracking': {
      const address = printable(request.office.visitorAddress);
      return [{ kind: 'tracking', label: block.label, code: text, note: block.note, address: address || null }];
    }
    case 'field': {
      const { label, strong = false, plain = false } = block;
      return [{ kind: 'field', number: plain ? null : 0, label, value: text, strong }];
    }
  }
}

function numbered(blocks: readonly SlipBlock[]): SlipBlock[] {
  let last = 0;
  return blocks.map((block) => {
    if (block.kind !== 'field' || block.number === null) return block;
    last += 1;
    return { ...block, number: last };
  });
}

/** The text with every placeholder replaced, values never read as placeholders again; null when one has no value. */
function filled(text: string, values: SlipValues): string | null {
  let missing = text === '';
  const result = text.replaceAll(/\{(\w+)\}/g, (_, name: SlipPlaceholder) => {
    const value = values[name] ?? '';
    if (value === '') missing = true;
    return value;
  });
  return missing ? null : result.normalize('NFC');
}
