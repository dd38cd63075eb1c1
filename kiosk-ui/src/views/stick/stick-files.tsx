import { useState } from 'preact/hooks';
import type { BundleImported, BundleOverview } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { count } from '../../design/format.ts';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import * as api from '../../station/bundles-api.ts';
import { sentenceOf } from '../../station/sentences.ts';
import { either } from '../../words/index.ts';
import { bytesOf } from './bytes-of.ts';
import type { StickAct } from './stick-act.ts';
import { w } from './words.ts';

interface Props {
  readonly answer: BundleOverview;
  readonly act: StickAct;
  readonly admin: boolean;
  readonly onRead: () => void;
}

/** The stick in its place, and the bundles on it. */
export function StickFiles({ answer, act, admin, onRead }: Props) {
  const [preparing, setPreparing] = useState(false);
  const { stick } = answer;
  return (
    <Sheet title={w('stick.usb')}>
      {stick.code === null ? (
        <p>
          <StateMark tone="delivered" shape="tick" word={w('stick.usb-ready')} />
        </p>
      ) : (
        <Blocked answer={answer} admin={admin} onPrepare={() => setPreparing(true)} />
      )}
      {stick.code !== null ? null : stick.bundles.length === 0 ? (
        <p class="soft">{w('stick.files-none')}</p>
      ) : (
        <>
          <h3>{w('stick.files')}</h3>
          <ul class="record-list">
            {stick.bundles.map((file) => (
              <FileRow key={file.name} file={file} answer={answer} act={act} />
            ))}
          </ul>
        </>
      )}
      <div class="act-list">
        <Button onClick={onRead}>{w('stick.read-again')}</Button>
      </div>
      {preparing ? <Prepare folder={stick.folder} act={act} onClose={() => setPreparing(false)} /> : null}
    </Sheet>
  );
}

interface BlockedProps {
  readonly answer: BundleOverview;
  readonly admin: boolean;
  readonly onPrepare: () => void;
}

function Blocked({ answer, admin, onPrepare }: BlockedProps) {
  const code = answer.stick.code ?? '';
  const words = sentenceOf(code);
  const actions =
    code === 'STICK-MISSING' ? (
      <Button onClick={onPrepare}>{w('stick.prepare')}</Button>
    ) : code === 'STICK-UNSET' && admin ? (
      <Link class="button button-secondary" href="/quan-tri/cai-dat">
        {w('stick.to-setting')}
      </Link>
    ) : undefined;
  return (
    <Notice kind="waiting" title={w('stick.usb-not')} code={code} actions={actions}>
      {words === null ? null : either(words)}
    </Notice>
  );
}

interface FileProps {
  readonly file: BundleOverview['stick']['bundles'][number];
  readonly answer: BundleOverview;
  readonly act: StickAct;
}

function FileRow({ file, answer, act }: FileProps) {
  const { name, bytes, kind } = file;
  const own = answer.bundles.some((bundle) => bundle.name === name);
  return (
    <li class="record">
      <div class="record-words">
        <strong>{w(`stick.file.${kind}`)}</strong>
        <span class="stick-name">{name}</span>
        <span class="soft small">{bytesOf(bytes)}</span>
      </div>
      {own ? (
        <span class="soft small">{w('stick.own-file')}</span>
      ) : (
        <Button
          busy={act.busy}
          label={w('stick.take-in-one', { name })}
          onClick={() => void act.run(() => api.takeInBundle({ name }), sayTaken)}
        >
          {w('stick.take-in')}
        </Button>
      )}
    </li>
  );
}

/** What an import came to, in words. */
function sayTaken(taken: BundleImported): readonly string[] {
  if (taken.kind === 'dossiers') {
    const office = taken.officeName === '' ? taken.office : taken.officeName;
    const { dossiers, copies } = taken;
    const key = taken.already ? 'stick.taken.dossiers-already' : 'stick.taken.dossiers';
    return [w(key, { office, dossiers: count(dossiers), copies: count(copies) })];
  }
  const { already, confirmed, rejected, unsent, wiped, left } = taken;
  const counts = { confirmed: count(confirmed), rejected: count(rejected), unsent: count(unsent) };
  return [
    w(already ? 'stick.taken.receipts-already' : 'stick.taken.receipts', counts),
    ...(wiped.length === 0 ? [] : [w('stick.taken.wiped', { names: wiped.join(', ') })]),
    ...(left.length === 0 ? [] : [w('stick.taken.left', { names: left.join(', ') })]),
  ];
}

interface PrepareProps {
  readonly folder: string;
  readonly act: StickAct;
  readonly onClose: () => void;
}

/** Says what makes a folder a stick of ours before it is done; doing it again changes nothing. */
function Prepare({ folder, act, onClose }: PrepareProps) {
  const prepare = async (): Promise<void> => {
    await act.run(api.prepareStick, () => [w('stick.prepared')]);
    onClose();
  };
  return (
    <Dialog
      title={w('stick.prepare-ask')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w('stick.cancel')}</Button>
          <Button kind="primary" busy={act.busy} onClick={() => void prepare()}>
            {w('stick.prepare')}
          </Button>
        </>
      }
    >
      <p>{w('stick.prepare-will', { folder })}</p>
      <Notice kind="waiting">{w('stick.prepare-check')}</Notice>
    </Dialog>
  );
}
