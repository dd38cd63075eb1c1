import { useRef, useState } from 'preact/hooks';
import {
  APPOINTMENT_BYTES_MAX,
  type AppointmentPreview,
  type AppointmentsKept,
} from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { dayAndTime } from '../../design/format.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import * as station from '../../station/appointments.ts';
import { useAct } from '../desk/use-act.ts';
import { w } from './words.ts';

interface Chosen {
  readonly name: string;
  readonly raw: Uint8Array<ArrayBuffer>;
  readonly preview: AppointmentPreview;
}

/** A file is shown row by row before anything of it is taken. */
export function ImportFile({ onTaken }: { readonly onTaken: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const [kept, setKept] = useState<AppointmentsKept | null>(null);
  const { busy, failure, run } = useAct();
  const good = chosen?.preview.rows.filter(({ fault }) => fault === null).length ?? 0;

  const look = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setChosen(null);
    setKept(null);
    setTooLarge(file.size > APPOINTMENT_BYTES_MAX);
    if (file.size > APPOINTMENT_BYTES_MAX) return;
    const raw = new Uint8Array(await file.arrayBuffer());
    const preview = await run(() => station.previewFile(raw));
    if (preview !== null) setChosen({ name: file.name, raw, preview });
  };
  const take = async (): Promise<void> => {
    if (chosen === null) return;
    const taken = await run(() => station.importFile(chosen.raw));
    if (taken === null) return;
    setChosen(null);
    setKept(taken);
    onTaken();
  };
  return (
    <Sheet>
      <input
        ref={input}
        hidden
        type="file"
        accept=".csv,.ics,text/csv,text/calendar"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          void look(file);
          // The same file can be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <div class="appointment-acts">
        <Button busy={busy && chosen === null} onClick={() => input.current?.click()}>
          {w('appointments.choose')}
        </Button>
        <span class="soft small">{w('appointments.file-hint')}</span>
      </div>
      {tooLarge ? <Notice kind="danger">{w('appointments.too-large')}</Notice> : null}
      {failure === null ? null : <FailureNotice failure={failure} />}
      {kept === null ? null : <Notice kind="done">{w('appointments.taken', { ...kept })}</Notice>}
      {chosen === null ? null : (
        <section class="appointment-preview" aria-live="polite">
          <h2>{w('appointments.preview', { name: chosen.name })}</h2>
          <ul class="appointments">
            {chosen.preview.rows.map((row, index) => (
              <li class="appointment" key={`${index}`}>
                <span class="soft small">{w('appointments.row', { row: row.row })}</span>
                {row.fault === null ? (
                  <span>
                    {row.at === null ? '' : dayAndTime(row.at)} · {row.name} ·{' '}
                    {w('appointments.originals', { n: row.originals })}
                    {row.cancelled ? ` · ${w('appointments.row-cancelled')}` : ''}
                  </span>
                ) : (
                  <span class="field-error">
                    <span aria-hidden="true">▲</span> {w(`appointments.fault.${row.fault}`)}
                  </span>
                )}
              </li>
            ))}
          </ul>
          <div class="appointment-acts">
            <Button kind="primary" busy={busy} disabled={good === 0} onClick={() => void take()}>
              {w('appointments.take', { n: good })}
            </Button>
            <Button onClick={() => setChosen(null)}>{w('appointments.cancel')}</Button>
          </div>
        </section>
      )}
    </Sheet>
  );
}
