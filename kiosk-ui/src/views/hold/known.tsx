import type { RegisterHold } from '../../../../src/web/contract/index.ts';
import { count, dayAndTime } from '../../design/format.ts';
import { Sheet } from '../../design/page.tsx';
import { FoundCopies } from './found.tsx';
import { holdWords as w } from './words.ts';

/** What happened, and what is missing as far as the station can tell. */
export function Known({ hold }: { readonly hold: RegisterHold }) {
  const { cause, backupAt, since, known, lastActAt, files } = hold;
  const isSource = cause === 'source';
  const facts: readonly (readonly [string, string])[] = [
    [w('hold.cause'), w(`hold.cause.${cause}`)],
    ...(isSource
      ? ([[w('hold.changed-at'), dayAndTime(since)]] as const)
      : ([
          [w('hold.backup-at'), dayAndTime(backupAt)],
          [w('hold.last-act'), lastActAt === null ? w('hold.none') : dayAndTime(lastActAt)],
          [w('hold.since'), dayAndTime(since)],
        ] as const)),
    [w('hold.last-number'), known === 0 ? w('hold.none') : String(known)],
  ];
  const { firstAt, lastAt } = files;
  return (
    <Sheet title={w('hold.known')}>
      <dl class="hold-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {isSource ? null : (
        <>
          <h3>{w('hold.missing')}</h3>
          <p>{w('hold.missing-time', { from: dayAndTime(backupAt), to: dayAndTime(since) })}</p>
          <p>
            {firstAt === null || lastAt === null
              ? w('hold.missing-no-files')
              : w('hold.missing-files', {
                  count: count(files.count),
                  from: dayAndTime(firstAt),
                  to: dayAndTime(lastAt),
                })}
          </p>
          <FoundCopies hold={hold} />
        </>
      )}
    </Sheet>
  );
}

/** Where the last number can be found. */
export function Ways({ since }: { readonly since: number }) {
  return (
    <ol class="hold-ways">
      <li>{w('hold.find-paper')}</li>
      <li>{w('hold.find-copies')}</li>
      <li>{w('hold.find-portal', { time: dayAndTime(since) })}</li>
      <li>{w('hold.find-next')}</li>
    </ol>
  );
}
