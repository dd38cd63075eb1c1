import type { RegisterRow } from '../../../../src/web/contract/index.ts';
import { day, money } from '../../design/format.ts';
import type { ShapeName } from '../../design/shape.tsx';
import { StateMark, type Tone } from '../../design/state-mark.tsx';
import { registerWords as w } from './words.ts';

/** How a row stands that is not simply entered. */
const marks: Readonly<Record<RegisterRow['state'], { readonly tone: Tone; readonly shape: ShapeName }>> = {
  reserved: { tone: 'amber', shape: 'clock' },
  signed: { tone: 'seal', shape: 'seal' },
  entered: { tone: 'delivered', shape: 'tick' },
  voided: { tone: 'grey', shape: 'stop' },
  cancelled: { tone: 'grey', shape: 'stop' },
};

/** Rows of the register under the columns of the book. */
export function RegisterTable({ entries }: { readonly entries: readonly RegisterRow[] }) {
  return (
    <table class="register-table">
      <caption class="visually-hidden">{w('register.caption')}</caption>
      <colgroup>
        <col class="register-col-number" />
        <col class="register-col-day" />
        <col class="register-col-name" />
        <col />
        <col class="register-col-name" />
        <col class="register-col-pages" />
        <col class="register-col-fee" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{w('register.number')}</th>
          <th scope="col">{w('register.day')}</th>
          <th scope="col">{w('register.requester')}</th>
          <th scope="col">{w('register.title')}</th>
          <th scope="col">{w('register.signer')}</th>
          <th scope="col" class="register-right">
            {w('register.pages')}
          </th>
          <th scope="col" class="register-right">
            {w('register.fee')}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((row) => (
          <Row key={row.number} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row }: { readonly row: RegisterRow }) {
  const none = w('register.none');
  const { number, volume, state, signedAt, pages, copies, feeVnd } = row;
  return (
    <tr data-state={state}>
      <th scope="row">
        <span class="register-number">{String(number).padStart(2, '0')}</span>
        <span class="soft small register-line">
          {w('register.in-volume', { volume: String(volume).padStart(2, '0') })}
        </span>
      </th>
      <td>{signedAt === null ? none : day(signedAt)}</td>
      <td>{row.requesterName ?? none}</td>
      <td>
        {row.title ?? none}
        <Notes row={row} />
      </td>
      <td>
        {row.signerName ?? none}
        {row.signerTitle === null ? null : (
          <span class="soft small register-line register-position">{row.signerTitle}</span>
        )}
      </td>
      <td class="register-right">{pages === null || copies === null ? none : `${pages}/${copies}`}</td>
      <td class="register-right">{feeVnd === null || state === 'voided' ? none : money(feeVnd)}</td>
    </tr>
  );
}

function Notes({ row }: { readonly row: RegisterRow }) {
  const { state, voidReason, replaces, replacedBy } = row;
  if (state === 'entered' && replaces === null && replacedBy === null) return null;
  return (
    <div class="register-notes small">
      {state === 'entered' ? null : <StateMark {...marks[state]} word={w(`register.state.${state}`)} />}
      {voidReason === null || voidReason === '' ? null : <span>{voidReason}</span>}
      {replaces === null ? null : <span>{w('register.replaces', { number: replaces.text })}</span>}
      {replacedBy === null ? null : <span>{w('register.replaced-by', { number: replacedBy.text })}</span>}
    </div>
  );
}
