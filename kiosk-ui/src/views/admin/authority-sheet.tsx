import type { AuthorityAnswer } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { day, time } from '../../design/format.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import { call } from '../../station/call.ts';
import { useLive } from '../../station/use-live.ts';
import { useAct } from '../desk/use-act.ts';
import { screensWords as w } from './screens-words.ts';
import './authority-sheet.css';

/** Four digits at a time, as a person compares them. */
const inFours = (hex: string): string => (hex.match(/.{1,4}/g) ?? []).join(' ');

/** The authority that a new machine has to trust: its fingerprint to compare, the file, and the install page. */
export function AuthoritySheet() {
  const { value, failure } = useLive(
    'authority',
    (read) => call<AuthorityAnswer>({ method: 'GET', path: '/api/authority', ...read }),
    () => false,
  );
  const act = useAct();
  const authority = value.value;
  const turn = async (method: 'PUT' | 'DELETE'): Promise<void> => {
    const path = '/api/authority/install-page';
    const answer = await act.run(() => call<AuthorityAnswer>({ method, path }));
    if (answer === null) return;
    value.value = answer;
    announce(w(method === 'PUT' ? 'screens.page-opened' : 'screens.page-was-closed'));
  };
  const refused = act.failure ?? failure.value;
  return (
    <Sheet title={w('screens.authority')}>
      {refused === null ? null : <FailureNotice failure={refused} />}
      <p class="soft">{w('screens.authority-intro')}</p>
      {authority === null ? null : (
        <>
          <dl class="authority-facts">
            <div>
              <dt>{w('screens.sha1')}</dt>
              <dd class="authority-print">{inFours(authority.sha1)}</dd>
            </div>
            <div>
              <dt>{w('screens.sha256')}</dt>
              <dd class="authority-print">{inFours(authority.sha256)}</dd>
            </div>
            <div>
              <dt>{w('screens.names')}</dt>
              <dd>{authority.names.join(' · ')}</dd>
            </div>
          </dl>
          <p class="soft small">{w('screens.until', { day: day(authority.notAfter) })}</p>
          <InstallPage page={authority.installPage} />
          <div class="admin-row-actions">
            <a class="button button-secondary" href="/api/authority/certificate.crt" download="tram-ca.crt">
              <span>{w('screens.download')}</span>
            </a>
            {authority.installPage.until === null ? (
              <Button busy={act.busy} onClick={() => void turn('PUT')}>
                {w('screens.page-open')}
              </Button>
            ) : (
              <Button busy={act.busy} onClick={() => void turn('DELETE')}>
                {w('screens.page-close')}
              </Button>
            )}
          </div>
        </>
      )}
    </Sheet>
  );
}

function InstallPage({ page }: { readonly page: AuthorityAnswer['installPage'] }) {
  if (page.until === null) return <p class="soft">{w('screens.page-closed')}</p>;
  return (
    <Notice kind="waiting" title={w('screens.page-is-open', { time: time(page.until) })}>
      {page.addresses.map((address) => (
        <p key={address}>
          <strong>{address}</strong>
        </p>
      ))}
    </Notice>
  );
}
