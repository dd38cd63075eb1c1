import type { Paper, SlipModel } from '../../../../src/web/contract/index.ts';
import { printWords as w } from './words.ts';
import './sheet.css';

type Block = SlipModel['blocks'][number];

interface Props {
  readonly slip: SlipModel;
  readonly qr: readonly string[] | null;
  readonly paper: Paper;
}

/** A slip on its paper, at its true size: what stands here is what the printer prints. */
export function SlipSheet({ slip, qr, paper }: Props) {
  const { blocks, signatures } = slip;
  const body = signatures.length === 0 ? blocks : blocks.slice(0, -1);
  const end = signatures.length === 0 ? [] : blocks.slice(-1);
  return (
    <article class={`paper paper-${paper} paper-${slip.kind}`} lang="vi" aria-label={w('print.preview')}>
      <Heading slip={slip} />
      {body.map((block, index) => (
        <Part key={index} block={block} qr={qr} />
      ))}
      {signatures.length === 0 ? null : (
        <div class="paper-end">
          {end.map((block, index) => (
            <Part key={index} block={block} qr={qr} />
          ))}
          <div class="paper-signatures">
            {signatures.map(({ title, note, name }) => (
              <div key={title} class="paper-signature">
                <p class="paper-bold">{title}</p>
                <p class="paper-note">{note}</p>
                <p class="paper-signer">{name}</p>
              </div>
            ))}
          </div>
        </div>
      )}
    </article>
  );
}

function Heading({ slip }: { readonly slip: SlipModel }) {
  return (
    <>
      <div class="paper-heading">
        <div class="paper-office">
          {slip.office === null ? null : <p class="paper-lines">{slip.office}</p>}
          <p class="paper-unit">{slip.unit}</p>
          {slip.reference === null ? null : <p class="paper-reference">{slip.reference}</p>}
        </div>
        <div class="paper-nation">
          <p class="paper-bold">{slip.nation}</p>
          <p class="paper-motto">
            <span>{slip.motto}</span>
          </p>
          {slip.placeAndDate === null ? null : <p class="paper-date">{slip.placeAndDate}</p>}
        </div>
      </div>
      <h2 class="paper-title">{slip.title}</h2>
      {slip.subtitle === null ? null : <p class="paper-subtitle">{slip.subtitle}</p>}
    </>
  );
}

function Part({ block, qr }: { readonly block: Block; readonly qr: readonly string[] | null }) {
  switch (block.kind) {
    case 'field':
      return (
        <p class="paper-lines paper-part">
          {block.number === null ? '' : `${block.number}. `}
          {block.label}: {block.strong ? <strong>{block.value}</strong> : block.value}
        </p>
      );
    case 'paragraph':
      return <p class={`paper-lines paper-part${block.small ? ' paper-note' : ''}`}>{block.text}</p>;
    case 'table':
      return <Table table={block} />;
    case 'tracking':
      return (
        <div class="paper-tracking">
          <div>
            <p class="paper-code">
              {block.label}: <strong>{block.code}</strong>
            </p>
            <p class="paper-note">{block.note}</p>
            {block.address === null ? null : <p class="paper-note">{block.address}</p>}
          </div>
          {qr === null ? null : <QrCode rows={qr} label={w('print.qr', { address: block.address ?? '' })} />}
        </div>
      );
  }
}

function Table({ table }: { readonly table: Extract<Block, { kind: 'table' }> }) {
  const { columns, rows, total } = table;
  const sum = columns.reduce((weights, { weight }) => weights + weight, 0);
  return (
    <table class="paper-table">
      <colgroup>
        {columns.map(({ title, weight }) => (
          <col key={title} width={`${((weight * 100) / sum).toFixed(2)}%`} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ title }) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((text, column) => (
              <td key={columns[column]?.title} class={`paper-${columns[column]?.align ?? 'left'}`}>
                {text}
              </td>
            ))}
          </tr>
        ))}
        {total === null ? null : (
          <tr class="paper-total">
            <td class="paper-centre" colSpan={columns.length - 1}>
              {total.label}
            </td>
            <td class="paper-right">{total.value}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** One path of the dark modules, a row's neighbours in one stroke. */
function QrCode({ rows, label }: { readonly rows: readonly string[]; readonly label: string }) {
  const path = rows
    .flatMap((row, y) =>
      [...row.matchAll(/1+/g)].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
    )
    .join('');
  return (
    <svg class="paper-qr" viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}
