import { Link } from '../../design/link.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import { Empty, Page } from '../../design/page.tsx';
import type { Officer } from '../../station/session.ts';
import { useConfirmation } from './confirmation.tsx';
import { holdWords as w } from './words.ts';

interface Props {
  readonly officer: Officer;
  /** The view it belongs to, and that view's name. */
  readonly back: { readonly path: string; readonly title: string };
}

/** The seal keeper's page for the next number. */
export default function NextNumber({ officer, back }: Props) {
  const { hold, failure, main, body } = useConfirmation(officer.id, () => {});
  return (
    <Page title={w('hold.title')} intro={hold ? w('hold.intro') : undefined} main={main}>
      <p>
        <Link href={back.path}>‹ {back.title}</Link>
      </p>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {hold === null ? <Empty title={w('hold.over')}>{w('hold.over-more')}</Empty> : null}
      {body}
    </Page>
  );
}
