import type { CheckedChange, CheckedSignature, OutsideCheck } from '../../../../src/web/contract/index.ts';
import { day, dayAndTime } from '../../design/format.ts';
import { Sheet } from '../../design/page.tsx';
import { either } from '../../words/index.ts';
import { type Row, Rows } from './evidence.tsx';
import { checkWords as w } from './words.ts';

/** What the signatures of a file from outside are worth, one sheet each, and what later saves did to it. */
export function Outside({ outside }: { readonly outside: OutsideCheck }) {
  const { signatures, changes, asked, notAsked } = outside;
  return (
    <>
      {signatures.map((signature, index) => (
        <Sheet
          key={signature.field}
          title={w(signature.kind === 'timestamp' ? 'check.timestamp' : 'check.signature', { index: index + 1 })}
        >
          <Rows rows={rowsOf(signature)} />
          <p class="check-small">
            {[signature.indication, signature.subIndication, signature.field].filter(Boolean).join(' · ')}
          </p>
        </Sheet>
      ))}
      {signatures.length === 0 ? null : (
        <Sheet title={w('check.changes')}>
          {changes.length === 0 ? <p>{w('check.changes.none')}</p> : <Rows rows={changes.map(changeRow)} />}
        </Sheet>
      )}
      {asked.length === 0 && notAsked === null ? null : (
        <Sheet title={w('check.asked')}>
          {notAsked === null ? null : <p>{w(`check.not-asked.${notAsked}`)}</p>}
          <Rows
            rows={asked.map(({ name, at, answer, code, message }): Row => {
              const title = w('check.asked-at', { name: name ?? w('check.nobody'), time: dayAndTime(at) });
              if (answer !== 'none') return [title, w(`check.asked.${answer}`)];
              return [title, ...(message === null ? [] : [either(message)]), code ?? ''];
            })}
          />
        </Sheet>
      )}
    </>
  );
}

function rowsOf(signature: CheckedSignature): readonly Row[] {
  const { kind, signer, issuer, serialHex, trust, claimedAt, localTimeAsUtc, provenAt, level, chain } = signature;
  const [stamp, passed] = [kind === 'timestamp', signature.indication === 'TOTAL-PASSED'];
  const path = chain.map(({ commonName, notAfter }) =>
    w('check.until', { name: commonName ?? w('check.nobody'), day: day(notAfter) }),
  );
  const proven = provenAt === null ? w('check.proven-none') : w('check.proven-at', { time: dayAndTime(provenAt) });
  return [
    [w('check.conclusion'), stamp && passed ? w('check.stamp-good') : either(signature.sentence)],
    [
      w(stamp ? 'check.stamped-by' : 'check.who'),
      signer ?? w('check.nobody'),
      ...(serialHex === null ? [] : [w('check.serial', { serial: serialHex })]),
    ],
    [w('check.by'), issuer ?? w('check.nobody'), w(`check.kind.${trust ?? 'none'}`)],
    ...(claimedAt === null
      ? []
      : [
          [
            w(stamp ? 'check.stamped' : 'check.claimed'),
            dayAndTime(claimedAt),
            ...(localTimeAsUtc ? [w('check.local-time')] : []),
          ] as const,
        ]),
    ...(stamp ? [] : [[w('check.proven'), proven, ...(level === null ? [] : [w('check.level', { level })])] as const]),
    [w('check.integrity'), w(`check.integrity.${signature.integrity}`)],
    [w('check.revocation'), w(`check.status.${signature.revocation}`)],
    ...(path.length === 0 ? [] : [[w('check.chain'), ...path] as const]),
  ];
}

function changeRow({ revision, adds, fault }: CheckedChange): Row {
  const what = adds.map((each) => w(`check.adds.${each}`));
  const lines = fault === null ? what : [...what, w('check.not-allowed', { what: w(`check.fault.${fault}`) })];
  return [w('check.revision', { revision }), ...(lines.length === 0 ? [w('check.adds.nothing')] : lines)];
}
