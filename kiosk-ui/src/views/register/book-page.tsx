import type { SlipAnswer } from '../../../../src/web/contract/index.ts';
import { go } from '../../router.ts';
import { call } from '../../station/call.ts';
import { useLive } from '../../station/use-live.ts';
import { SlipPage } from '../print/slip-page.tsx';
import { type BookMonth, monthText, registerPath } from './place.ts';
import { registerWords as w } from './words.ts';

/** A month of the register as it is printed. */
export function BookPage({ month }: { readonly month: BookMonth }) {
  const query = `year=${month.year}&month=${month.month}`;
  const book = useLive(
    `book:${query}`,
    (read) => call<SlipAnswer>({ method: 'GET', path: `/api/register/book?${query}`, ...read }),
    ({ type }) => type === 'original-changed',
  );
  return (
    <SlipPage
      title={w('register.book', { month: monthText(month) })}
      use="book"
      answer={book.value.value}
      failure={book.failure.value}
      pdf={`/api/register/book/pdf?${query}`}
      issue={() => call<object>({ method: 'POST', path: '/api/register/book/issue', body: month })}
      onBack={() => go(registerPath)}
      backWords={w('register.back')}
    />
  );
}
