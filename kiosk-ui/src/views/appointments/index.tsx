import type { AppointmentLine, AppointmentList } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { dayAndTime, time } from '../../design/format.ts';
import { Link } from '../../design/link.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Page, Sheet } from '../../design/page.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { go } from '../../router.ts';
import * as station from '../../station/appointments.ts';
import { useLive } from '../../station/use-live.ts';
import type { ViewProps } from '../../views.ts';
import { either } from '../../words/index.ts';
import { titles } from '../../words/titles.ts';
import { dossierPath } from '../desk/place.ts';
import { useAct } from '../desk/use-act.ts';
import { ImportFile } from './import-file.tsx';
import { w } from './words.ts';
import './appointments.css';

/** Who comes today and tomorrow; one press opens the dossier of who is there. */
export default function AppointmentsView({ officer }: ViewProps) {
  const live = useLive<AppointmentList>(
    'appointments',
    (read) => station.listAppointments(read),
    (event) => event.type === 'inbound-changed' || event.type === 'dossier-changed',
  );
  const { busy, failure, run } = useAct();
  const list = live.value.value;
  const loading = live.failure.value;
  if (officer === null) return null;
  const open = async ({ id, name }: AppointmentLine): Promise<void> => {
    const opened = await run(() => station.openAppointment(id));
    if (opened === null) return;
    announce(w('appointments.opening', { name: name ?? '' }));
    go(dossierPath(opened.dossierId));
  };
  const days = [
    { title: w('appointments.today'), lines: list?.appointments.filter(({ at }) => at < list.tomorrow) ?? [] },
    { title: w('appointments.tomorrow'), lines: list?.appointments.filter(({ at }) => at >= list.tomorrow) ?? [] },
  ];
  return (
    <Page title={titles('titles.appointments')} intro={w('appointments.intro')}>
      {loading === null ? null : <FailureNotice failure={loading} />}
      {failure === null ? null : <FailureNotice failure={failure} />}
      {list === null && loading === null ? <p>{w('appointments.loading')}</p> : null}
      {list?.message ? (
        <Notice kind="waiting" title={w('appointments.not-brought')} code={list.failureCode ?? undefined}>
          {either(list.message)}
        </Notice>
      ) : null}
      {list?.broughtAt ? (
        <p class="soft small">{w('appointments.brought', { when: dayAndTime(list.broughtAt) })}</p>
      ) : null}
      {list === null
        ? null
        : days.map(({ title, lines }) => (
            <Sheet key={title} title={title}>
              {lines.length === 0 ? <p class="soft">{w('appointments.none')}</p> : null}
              <ul class="appointments">
                {lines.map((line) => (
                  <Row key={line.id} line={line} busy={busy} onOpen={() => void open(line)} />
                ))}
              </ul>
            </Sheet>
          ))}
      <ImportFile onTaken={() => void live.reload()} />
    </Page>
  );
}

function Row(props: { readonly line: AppointmentLine; readonly busy: boolean; readonly onOpen: () => void }) {
  const { line, busy, onOpen } = props;
  const name = line.name ?? w('appointments.unknown');
  return (
    <li class="appointment">
      <strong>{time(line.at)}</strong>
      <span class="appointment-who">
        <span>{name}</span>
        <span class="soft small">
          {w('appointments.originals', { n: line.originals })}
          {line.phone === null ? '' : ` · ${line.phone}`}
          {line.note === null ? '' : ` · ${line.note}`}
        </span>
      </span>
      {line.state === 'booked' ? (
        <Button busy={busy} label={w('appointments.open-of', { name })} onClick={onOpen}>
          {w('appointments.open')}
        </Button>
      ) : line.state === 'opened' ? (
        <span class="appointment-end">
          <StateMark tone="delivered" shape="tick" word={w('appointments.opened')} />
          <Link class="appointment-link" href={dossierPath(line.id)}>
            {w('appointments.go')}
          </Link>
        </span>
      ) : (
        <StateMark tone="grey" shape="stop" word={w('appointments.cancelled')} />
      )}
    </li>
  );
}
