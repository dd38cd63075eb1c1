import { useState } from 'preact/hooks';
import { day } from '../../design/format.ts';
import { Notice } from '../../design/notice.tsx';
import { Page } from '../../design/page.tsx';
import type { ViewProps } from '../../views.ts';
import { titles } from '../../words/titles.ts';
import { stationNow } from '../desk/due.tsx';
import { BookPage } from './book-page.tsx';
import type { Filter } from './filters.tsx';
import { bookMonthOf } from './place.ts';
import { RegisterList } from './register-list.tsx';
import { registerWords as w } from './words.ts';
import './register.css';

/** *Sổ chứng thực*: the register, and the print of a month of it. What was chosen stays while a month is printed. */
export default function Register({ officer, rest }: ViewProps) {
  const [filter, setFilter] = useState<Filter>(() => ({
    year: presentMonth().year,
    month: null,
    volume: null,
    search: '',
  }));
  const [act, ...more] = rest;
  if (officer === null) return null;
  if (act === undefined) return <RegisterList filter={filter} onFilter={setFilter} present={presentMonth()} />;
  const month = act === 'in' ? bookMonthOf(more) : null;
  if (month !== null) return <BookPage key={rest.join('/')} month={month} />;
  return (
    <Page title={titles('titles.register')} width="narrow">
      <Notice kind="info">{w('register.no-month')}</Notice>
    </Page>
  );
}

/** The month that the station's clock shows. */
function presentMonth() {
  const [, month = '', year = ''] = day(stationNow()).split('/');
  return { year: Number(year), month: Number(month) };
}
