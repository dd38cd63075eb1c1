import { day, money } from '../../design/format.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Empty, Sheet } from '../../design/page.tsx';
import { RatesLink } from '../print/links.tsx';
import { useFees } from './use-fees.ts';
import { visitorWords as w } from './words.ts';

/** What a copy costs: the rule, and sums that show it. */
export function Fees() {
  const reply = useFees();
  if (reply === null) return <Empty title={w('visitor.fees.asking')} />;
  if (!reply.ok) {
    return reply.failure.status === 0 ? (
      <Notice kind="waiting">{w('visitor.away')}</Notice>
    ) : (
      <FailureNotice failure={reply.failure} />
    );
  }
  const { firstPages, firstPage, furtherPage, capPerCopy, source, on, examples } = reply.value;
  return (
    <div class="visitor-sheets">
      <Sheet>
        <ul class="visitor-lines">
          <li>{w('visitor.fees.first', { pages: firstPages, price: money(firstPage) })}</li>
          <li>{w('visitor.fees.further', { page: firstPages + 1, price: money(furtherPage) })}</li>
          <li>{w('visitor.fees.cap', { price: money(capPerCopy) })}</li>
          <li>{w('visitor.fees.count')}</li>
        </ul>
        <p class="soft small">{w('visitor.fees.source', { source, day: day(Date.parse(`${on}T12:00:00+07:00`)) })}</p>
        <RatesLink />
      </Sheet>
      <Sheet>
        <table class="visitor-fees">
          <thead>
            <tr>
              <th scope="col">{w('visitor.fees.pages')}</th>
              <th scope="col">{w('visitor.fees.total')}</th>
            </tr>
          </thead>
          <tbody>
            {examples.map(({ pages, total }) => (
              <tr key={pages}>
                <td>{pages}</td>
                <td>{money(total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sheet>
    </div>
  );
}
