import { FailureNotice } from '../../design/notice.tsx';
import { Empty, Page } from '../../design/page.tsx';
import type { ViewProps } from '../../views.ts';
import { titles } from '../../words/titles.ts';
import { useNumbers } from './use-numbers.tsx';
import { numberWords as w } from './words.ts';

/** Vào sổ: whoever keeps the book enters the number of each copy before its signature. */
export default function BookNumbers({ officer }: ViewProps) {
  return officer === null ? null : <Numbers officerId={officer.id} />;
}

function Numbers({ officerId }: { readonly officerId: string }) {
  const { list, failure, open, main, body } = useNumbers(officerId);
  return (
    <Page
      title={titles('titles.numbers')}
      intro={list === null ? undefined : w(`numbers.intro.${list.source}`)}
      main={open ? main : undefined}
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      {list === null && failure === null ? <p>{w('numbers.loading')}</p> : null}
      {body}
      {list !== null && list.source !== 'station' && list.originals.length === 0 ? (
        <Empty title={w('numbers.empty')}>{w('numbers.empty-more')}</Empty>
      ) : null}
    </Page>
  );
}
