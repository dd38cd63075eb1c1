import type { OriginalDetail } from '../../../../../src/web/contract/index.ts';
import { dayAndTime } from '../../../design/format.ts';
import { language } from '../../../words/index.ts';
import { w } from '../words.ts';

/** What the person at the desk asks: what it costs and when it is ready. */
export function Facts({ original }: { readonly original: OriginalDetail }) {
  const { fee, chargeablePages, dueAt, registerNumber, comparedAt, comparer } = original;
  return (
    <>
      <dl class="step-facts">
        {registerNumber === null ? null : (
          <div>
            <dt>{w('desk.register-number')}</dt>
            <dd>{registerNumber}</dd>
          </div>
        )}
        {chargeablePages === null ? null : (
          <div>
            <dt>{w('desk.chargeable')}</dt>
            <dd>{chargeablePages}</dd>
          </div>
        )}
        {fee === null || original.pages.length === 0 ? null : (
          <div>
            <dt>{w(fee.confirmed ? 'desk.fee-confirmed' : 'desk.fee')}</dt>
            <dd>
              <FeeLines lines={fee.lines[language.value]} />
            </dd>
          </div>
        )}
        <div>
          <dt>{w('desk.due-at')}</dt>
          <dd>{dayAndTime(dueAt)}</dd>
        </div>
      </dl>
      {comparedAt === null || comparer === null ? null : (
        <p class="soft small">{w('desk.compared-by', { when: dayAndTime(comparedAt), who: comparer.fullName })}</p>
      )}
    </>
  );
}

/** The sum, line by line; the last one is the total. */
export function FeeLines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul class="fee-lines">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
