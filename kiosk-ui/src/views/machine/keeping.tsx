import type { MachineAnswer, StationAnswer } from '../../../../src/web/contract/index.ts';
import { count, dayAndTime, size, time } from '../../design/format.ts';
import { Empty, Sheet } from '../../design/page.tsx';
import { Reason } from '../../design/reason.tsx';
import type { ShapeName } from '../../design/shape.tsx';
import { StateMark, type Tone } from '../../design/state-mark.tsx';
import { certificateLamp, certificateName, certificateTerm, diskLamp } from '../../shell/own-lamps.ts';
import { lampWords } from '../../words/lamps.ts';
import { machineWords as w } from './words.ts';

/** Room on the disk, as a figure, a bar and a word. */
export function Disk({ disk }: { readonly disk: NonNullable<StationAnswer['disk']> }) {
  const lamp = diskLamp(disk);
  const free = lampWords('lamp.disk.free', { free: size(disk.freeBytes), total: size(disk.totalBytes) });
  return (
    <Sheet title={lampWords('lamp.disk')}>
      <div class="machine-part">
        <div class="machine-part-head">
          <StateMark tone={lamp.tone} shape={lamp.shape} word={lamp.word} />
        </div>
        <p>{free}</p>
        <meter class="machine-disk" min={0} max={disk.totalBytes} value={disk.totalBytes - disk.freeBytes}>
          {free}
        </meter>
        <p class="soft small">{lamp.why}</p>
      </div>
      <p class="machine-measured soft small">{w('machine.measured', { time: time(disk.measuredAt) })}</p>
    </Sheet>
  );
}

/** Each certificate that the station knows of, and how long it lasts. */
export function Certificates({ certificates }: { readonly certificates: StationAnswer['certificates'] }) {
  return (
    <Sheet title={lampWords('lamp.certificates')}>
      <ul class="machine-parts">
        {certificates.map((one, index) => {
          const lamp = certificateLamp(one);
          return (
            <li class="machine-part" key={`${index}`}>
              <div class="machine-part-head">
                <h3>{certificateName(one)}</h3>
                <StateMark tone={lamp.tone} shape={lamp.shape} word={lamp.word} />
              </div>
              <p class="soft small">
                {one.notAfter === null ? lamp.why : certificateTerm(one)}
                {one.seenAt === null ? '' : ` · ${w('machine.read', { time: dayAndTime(one.seenAt) })}`}
              </p>
            </li>
          );
        })}
      </ul>
      <p class="machine-measured soft small">{w('machine.certificates-how')}</p>
    </Sheet>
  );
}

type Line = MachineAnswer['log'][number];
const looks: Readonly<Record<Line['level'], { readonly tone: Tone; readonly shape: ShapeName }>> = {
  info: { tone: 'grey', shape: 'dot' },
  warn: { tone: 'amber', shape: 'warning' },
  error: { tone: 'seal', shape: 'warning' },
};

/** What the program said since it started, in words; the newest first. */
export function Log({ machine: { log, readAt, program } }: { readonly machine: MachineAnswer }) {
  return (
    <Sheet title={w('machine.log')}>
      {log.length === 0 ? (
        <Empty title={w('machine.log-none')} />
      ) : (
        <ul class="record-list machine-log">
          {log.map((line) => (
            <li class="record" key={`${line.since} ${line.code}`}>
              <div class="record-words">
                <div class="machine-part-head">
                  <StateMark {...looks[line.level]} word={w(`machine.level.${line.level}`)} />
                  <span class="soft small">{dayAndTime(line.at)}</span>
                  {line.count > 1 ? (
                    <span class="soft small">{w('machine.times', { count: count(line.count) })}</span>
                  ) : null}
                </div>
                <p>
                  <Reason code={line.code} />
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      <p class="machine-measured soft small">
        {w('machine.log-since', { since: dayAndTime(program.startedAt), time: time(readAt) })}
      </p>
    </Sheet>
  );
}
