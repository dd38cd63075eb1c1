import { type JournalAnswer, ROLE_WORDS, ROLES } from '../../../../src/web/contract/index.ts';
import { dayAndTime } from '../../design/format.ts';
import { either } from '../../words/index.ts';
import { actWords, objectWords, journalWords as w } from './words.ts';

type Entry = JournalAnswer['entries'][number];

/** Entries of the journal in the officers' words; what an entry holds beside them opens on demand. */
export function JournalTable({ answer: { entries, people } }: { readonly answer: JournalAnswer }) {
  const names = new Map(people.map(({ id, fullName }) => [id, fullName]));
  return (
    <table class="journal-table">
      <caption class="visually-hidden">{w('journal.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{w('journal.time')}</th>
          <th scope="col">{w('journal.who')}</th>
          <th scope="col">{w('journal.what')}</th>
          <th scope="col">{w('journal.thing')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.seq} entry={entry} name={names.get(entry.actor) ?? null} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ entry, name }: { readonly entry: Entry; readonly name: string | null }) {
  const { seq, at, actor, role, act, objectType, objectId, object, facts, hash } = entry;
  const known = ROLES.find((one) => one === role);
  return (
    <tr>
      <td class="journal-time">{dayAndTime(at)}</td>
      <td>
        {actor === 'station' ? w('journal.by-station') : (name ?? actor)}
        {known === undefined ? null : <span class="soft small journal-role">{either(ROLE_WORDS[known])}</span>}
      </td>
      <th scope="row">{actWords(act)}</th>
      <td>
        {objectWords(objectType, object === null ? objectId : either(object))}
        <details class="journal-details small">
          <summary>
            {w('journal.details')}
            <span class="visually-hidden"> – {w('journal.entry', { entry: seq })}</span>
          </summary>
          <ul>
            <li>{w('journal.entry', { entry: seq })}</li>
            <li>
              {act} · {objectType} {objectId}
            </li>
            {Object.entries(facts).map(([fact, value]) => (
              <li key={fact}>{w('journal.fact', { name: fact, value: String(value) })}</li>
            ))}
            <li>{w('journal.hash', { hash })}</li>
          </ul>
        </details>
      </td>
    </tr>
  );
}
