import type { RegisterHold } from '../../../../src/web/contract/index.ts';
import { count, dayAndTime } from '../../design/format.ts';
import { Notice } from '../../design/notice.tsx';
import { holdWords as w } from './words.ts';

/** More numbers are not spelled out: the highest are what matters. */
const mostShown = 50;

/** The signed copies that lie on the machine without a row, and what the portal was heard to say since. */
export function FoundCopies({ hold }: { readonly hold: RegisterHold }) {
  const { looking, unread, found, files } = hold;
  return (
    <>
      {looking ? <Notice kind="waiting">{w('hold.looking')}</Notice> : null}
      {found.length > 0 ? (
        <>
          <h3>{w('hold.found')}</h3>
          <p>{w('hold.found-more')}</p>
          <ul class="hold-found">
            {found.slice(0, mostShown).map((copy) => (
              <Found key={`${copy.year}/${copy.registerType}/${copy.number}`} copy={copy} />
            ))}
          </ul>
          {found.length > mostShown ? <p>{w('hold.found-rest', { count: count(found.length - mostShown) })}</p> : null}
        </>
      ) : looking || files.count === 0 || unread !== 0 ? null : (
        <p>{w('hold.found-none')}</p>
      )}
      {unread === null || unread === 0 ? null : <p>{w('hold.unread', { count: count(unread) })}</p>}
      <p>{portalWords(hold)}</p>
      <p class="soft small">{w('hold.portal-limits')}</p>
    </>
  );
}

function Found({ copy }: { readonly copy: RegisterHold['found'][number] }) {
  const { number, volume, year, registerType, dossierCode, pages, signatures, signedAt, inRegister } = copy;
  const book = `${String(volume).padStart(2, '0')}/${year}-${registerType}`;
  const facts = [
    dossierCode === null ? w('hold.found-no-dossier') : w('hold.found-dossier', { code: dossierCode }),
    w('hold.found-pages', { count: count(pages) }),
    ...(signedAt === null ? [] : [w('hold.found-signed-at', { time: dayAndTime(signedAt) })]),
    w(signatures === 0 ? 'hold.found-unchecked' : signatures > 1 ? 'hold.found-sealed' : 'hold.found-signed-only'),
    ...(inRegister ? [w('hold.found-in-register')] : []),
  ];
  return (
    <li>
      <strong>{w('hold.found-number', { number: String(number).padStart(2, '0'), volume: book })}</strong>
      <p class="soft small">{facts.join(' · ')}</p>
    </li>
  );
}

function portalWords({ portal: { askedAt, differences } }: RegisterHold): string {
  if (askedAt === null) return w('hold.portal-not-asked');
  const time = dayAndTime(askedAt);
  return differences === 0
    ? w('hold.portal-same', { time })
    : w('hold.portal-differs', { time, count: count(differences) });
}
