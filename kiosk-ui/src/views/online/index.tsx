import type { RequestList as Requests } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import * as online from '../../station/online.ts';
import { useLive } from '../../station/use-live.ts';
import type { ViewProps } from '../../views.ts';
import { placeOf } from './place.ts';
import { RequestList } from './request-list.tsx';
import { RequestWork } from './request-work.tsx';
import { w } from './words.ts';
import '../portal/portal.css';
import './online.css';

/** What citizens filed on the portal: the list, and one request at a time. */
export default function OnlineView({ officer, rest }: ViewProps) {
  const place = placeOf(rest);
  const live = useLive<Requests>(
    'online-requests',
    (read) => online.listRequests(read),
    (event) => event.type === 'inbound-changed',
  );
  if (officer === null) return null;
  return (
    <div class="portal" data-at={place.at}>
      <RequestList live={live} here={place.at === 'request' ? place.id : null} />
      {place.at === 'list' ? (
        <Nothing list={live.value.value} />
      ) : (
        <RequestWork key={place.id} id={place.id} officerId={officer.id} />
      )}
    </div>
  );
}

function Nothing({ list }: { readonly list: Requests | null }) {
  const waits = list?.requests.some(({ state }) => state === 'filed' || state === 'supplement') ?? false;
  return (
    <section class="portal-work portal-nothing" aria-label={w('online.title')}>
      <h1>{waits ? w('online.choose') : w('online.none')}</h1>
      <p class="soft">
        {waits
          ? w('online.choose-more')
          : list?.taken === false
            ? w(list.offered ? 'online.not-taken' : 'online.no-way')
            : w('online.none-more')}
      </p>
      {list?.taken ? (
        <Button
          onClick={() => {
            announce(w('online.pulled'));
            void online.pullRequests();
          }}
        >
          {w('online.pull')}
        </Button>
      ) : null}
    </section>
  );
}
