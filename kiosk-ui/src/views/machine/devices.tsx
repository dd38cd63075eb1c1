import type { ComponentChildren } from 'preact';
import type { MachineAnswer, SelfTestBody, StationAnswer } from '../../../../src/web/contract/index.ts';
import { dayAndTime, time } from '../../design/format.ts';
import { Notice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { type Lamp, lampsOf } from '../../shell/lamp.ts';
import { sentenceOf } from '../../station/sentences.ts';
import { either } from '../../words/index.ts';
import { lampWords } from '../../words/lamps.ts';
import { LineChart } from './line-chart.tsx';
import { lineAlone, scannerAlone, tokenAlone } from './one-lamp.ts';
import { SelfTest } from './self-test.tsx';
import { machineWords as w } from './words.ts';

/** A part of the station: its name, its state as the lamps say it, what to do about it. */
interface PartProps {
  readonly name: string;
  readonly lamp: Lamp | null;
  readonly brief?: boolean;
  readonly test?: SelfTestBody;
}

function Part({ name, lamp, brief = false, test }: PartProps) {
  if (lamp === null) return null;
  return (
    <li class="machine-part">
      <div class="machine-part-head">
        <h3>{name}</h3>
        <StateMark tone={lamp.tone} shape={lamp.shape} word={lamp.word} />
      </div>
      {brief ? null : <p class="soft small">{lamp.why}</p>}
      {test === undefined ? null : <SelfTest test={test} name={name} />}
    </li>
  );
}

interface PartsProps {
  readonly title: string;
  readonly measuredAt: number | null;
  readonly failureCode?: string | null;
  readonly none?: string;
  /** What to say of all of them. */
  readonly note?: string | undefined;
  /** What stands under them. */
  readonly foot?: ComponentChildren;
  readonly children: ComponentChildren[];
}

function Parts({ title, measuredAt, failureCode = null, none, note, foot, children }: PartsProps) {
  const words = failureCode === null ? null : sentenceOf(failureCode);
  return (
    <Sheet title={title}>
      {failureCode === null || words === null ? null : (
        <Notice kind="waiting" code={failureCode}>
          {either(words)}
        </Notice>
      )}
      {children.length > 0 ? (
        <div class="machine-parts">
          <ul class="machine-parts">{children}</ul>
          {note === undefined ? null : <p class="soft small">{note}</p>}
          {foot}
        </div>
      ) : measuredAt !== null && failureCode === null ? (
        <p>{none}</p>
      ) : null}
      <p class="machine-measured soft small">
        {measuredAt === null ? w('machine.not-measured') : w('machine.measured', { time: time(measuredAt) })}
      </p>
    </Sheet>
  );
}

/** The program itself. */
export function Program({
  answer: { version, now },
  machine,
}: {
  answer: StationAnswer;
  machine: MachineAnswer | null;
}) {
  const facts: readonly (readonly [string, string])[] = [
    [w('machine.version'), version],
    ...(machine === null
      ? []
      : ([
          [w('machine.node'), machine.program.node],
          [w('machine.sqlite'), machine.program.sqlite],
          [w('machine.system'), machine.program.system],
          [w('machine.started'), dayAndTime(machine.program.startedAt)],
        ] as const)),
    [w('machine.clock'), dayAndTime(now)],
  ];
  return (
    <Sheet title={w('machine.program')}>
      <dl class="machine-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="machine-measured soft small">{w('machine.measured', { time: time(now) })}</p>
    </Sheet>
  );
}

/** What is plugged in and what it is connected to. A connection that is not set up is not shown. */
export function Devices({ answer, machine }: { answer: StationAnswer; machine: MachineAnswer | null }) {
  const { scanners, tokens, portal, now } = answer;
  const whole = lampsOf(answer).find(({ id }) => id === 'line');
  return (
    <div class="machine-sheets">
      <Parts title={w('machine.scanners')} none={w('machine.scanners-none')} {...scanners}>
        {scanners.devices.map((device) => (
          <Part
            key={device.id}
            name={`${device.vendor} ${device.model}`}
            lamp={scannerAlone(answer, device)}
            test={{ part: 'scanner', id: device.id }}
          />
        ))}
      </Parts>
      <Parts
        title={w('machine.tokens')}
        none={w('machine.tokens-none')}
        foot={<SelfTest test={{ part: 'tokens' }} name={w('machine.tokens')} />}
        {...tokens}
      >
        {tokens.tokens.map((token, index) => (
          <Part key={`${index}`} name={w('machine.token', { ordinal: index + 1 })} lamp={tokenAlone(answer, token)} />
        ))}
      </Parts>
      {portal.connector === 'manual' || portal.connector === 'hand-over' ? null : (
        <Parts
          title={w('machine.line')}
          measuredAt={now}
          note={whole?.why}
          foot={machine === null ? null : <LineChart line={machine.line} now={machine.readAt} />}
        >
          {[
            <Part key="portal" name={lampWords('lamp.line.portal')} lamp={lineAlone(answer, portal.portal)} brief />,
            <Part key="gateway" name={lampWords('lamp.line.gateway')} lamp={lineAlone(answer, portal.gateway)} brief />,
          ]}
        </Parts>
      )}
    </div>
  );
}
