import { useState } from 'preact/hooks';
import type { ImageList, ImageQuery, OfficerAnswer } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Field } from '../../design/field.tsx';
import { dayAndTime } from '../../design/format.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import * as api from '../../station/api.ts';
import { useLive } from '../../station/use-live.ts';
import { Choices } from '../desk/choices.tsx';
import { useAct } from '../desk/use-act.ts';
import { civilDay } from './civil-day.ts';
import { SectionPage } from './section-page.tsx';
import { adminWords as w } from './words.ts';
import './images.css';

type Image = ImageList['images'][number];

/** The images of the seal and of the signatures: their facts and a drawn stand-in, never the pictures. */
export default function ImagesSection() {
  const { value, failure, reload } = useLive('images', api.listImages, () => false);
  const officers = useLive('officers', api.listOfficers, () => false).value.value?.officers ?? [];
  const [adding, setAdding] = useState(false);
  const add = (): void => setAdding(true);
  useShortcut({ keys: 'n', label: w('admin.image-add'), act: add });
  const list = value.value;
  return (
    <SectionPage
      title={w('admin.images')}
      intro={w('admin.images-intro')}
      main={
        <Button kind="primary" keys="N" disabled={list === null} onClick={add}>
          {w('admin.image-add')}
        </Button>
      }
    >
      {failure.value === null ? null : <FailureNotice failure={failure.value} />}
      {list === null ? null : (
        <Sheet title={w('admin.images-list')}>
          {list.images.length === 0 ? <p class="soft">{w('admin.images-none')}</p> : null}
          <ul>
            {list.images.map((image) => (
              <Row key={image.id} image={image} today={list.today} />
            ))}
          </ul>
        </Sheet>
      )}
      {adding && list !== null ? (
        <AddImage
          today={list.today}
          signers={officers.filter(({ roles }) => roles.includes('signer'))}
          onClose={() => setAdding(false)}
          onDone={reload}
        />
      ) : null}
    </SectionPage>
  );
}

function Row({ image, today }: { readonly image: Image; readonly today: string }) {
  const { kind, officer, widthMm, heightMm, validFrom, inForce, sha256, addedAt, addedBy } = image;
  const who = officer === null ? w('admin.image-agency') : officer.fullName;
  return (
    <li class="admin-row image-row">
      <Standin kind={kind} />
      <div class="admin-row-words">
        <div class="admin-row-head">
          <h3>{w(`admin.image.${kind}`, { who })}</h3>
          {inForce ? (
            <StateMark tone="delivered" shape="tick" word={w('admin.image-in-force')} />
          ) : validFrom > today ? (
            <StateMark tone="amber" shape="clock" word={w('admin.image-later')} />
          ) : (
            <StateMark tone="grey" shape="stop" word={w('admin.image-replaced')} />
          )}
        </div>
        <p>{w('admin.image-facts', { width: widthMm, height: heightMm, from: civilDay(validFrom) })}</p>
        <p class="soft small">
          {addedBy === null
            ? w('admin.image-set-up', { time: dayAndTime(addedAt) })
            : w('admin.image-added-by', { name: addedBy.fullName, time: dayAndTime(addedAt) })}
        </p>
        <p class="soft small image-print">SHA-256 {sha256}</p>
      </div>
    </li>
  );
}

/** Drawn in the place of the picture, which nobody is given. */
function Standin({ kind }: Pick<Image, 'kind'>) {
  return (
    <svg class={`image-standin image-standin-${kind}`} viewBox="0 0 48 48" aria-hidden="true">
      {kind === 'seal' ? (
        <path d="M24 3a21 21 0 1 0 0 42 21 21 0 0 0 0-42M24 9a15 15 0 1 0 0 30 15 15 0 0 0 0-30" />
      ) : (
        <path d="M4 32c8-20 12-20 11-6s4 8 8 0 5-6 5 0 4 4 7-1 5-3 9-2M6 41h36" />
      )}
    </svg>
  );
}

interface AddProps {
  readonly today: string;
  readonly signers: readonly OfficerAnswer[];
  readonly onClose: () => void;
  readonly onDone: () => Promise<void>;
}

function AddImage({ today, signers, onClose, onDone }: AddProps) {
  const { busy, failure, run } = useAct();
  const [id] = useState(api.newId);
  const [owner, setOwner] = useState<string>('seal');
  const [size, setSize] = useState({ width: '36', height: '36' });
  const [validFrom, setValidFrom] = useState(today);
  const [file, setFile] = useState<File | null>(null);
  const [judged, setJudged] = useState(false);
  const [width, height] = [millimetres(size.width), millimetres(size.height)];
  const faults = {
    width: width === null ? w('admin.image-mm-wrong') : null,
    height: height === null ? w('admin.image-mm-wrong') : null,
    from: validFrom < today ? w('admin.image-from-wrong') : null,
    file: file === null ? w('admin.image-file-need') : null,
  };
  const shown = (fault: string | null): string | null => (judged ? fault : null);
  const save = async (): Promise<void> => {
    setJudged(true);
    if (file === null || width === null || height === null || faults.from !== null) return;
    const query: ImageQuery = {
      kind: owner === 'seal' ? 'seal' : 'signature',
      ...(owner === 'seal' ? {} : { officerId: owner }),
      widthMm: width,
      heightMm: height,
      validFrom,
    };
    const bytes = new Uint8Array(await file.arrayBuffer());
    const saved = await run(() => api.putImage(id, query, bytes));
    await onDone();
    if (!saved) return;
    announce(w('admin.image-saved'));
    onClose();
  };
  const reason = failure?.facts['reason'];
  return (
    <Dialog
      title={w('admin.image-add')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w('admin.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => void save()}>
            {w('admin.save')}
          </Button>
        </>
      }
    >
      {failure === null ? null : (
        <FailureNotice
          failure={failure}
          {...(typeof reason === 'string' && isReason(reason) ? { actions: w(`admin.image-why.${reason}`) } : {})}
        />
      )}
      <Choices
        title={w('admin.image-whose')}
        value={owner}
        onValue={setOwner}
        choices={[
          { value: 'seal', words: w('admin.image-agency-seal') },
          ...signers.map((one) => ({ value: one.id, words: w('admin.image.signature', { who: one.fullName }) })),
        ]}
      />
      <div class="field" data-error={shown(faults.file) !== null}>
        <label class="field-label" for="image-file">
          {w('admin.image-file')}
        </label>
        <p class="field-hint">{w('admin.image-file-hint')}</p>
        <input
          class="field-input"
          id="image-file"
          type="file"
          accept="image/png"
          onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
        />
        {shown(faults.file) === null ? null : <p class="field-error">{faults.file}</p>}
      </div>
      <div class="image-size">
        <Field
          label={w('admin.image-width')}
          inputMode="numeric"
          value={size.width}
          onValue={(value) => setSize({ ...size, width: value })}
          error={shown(faults.width)}
        />
        <Field
          label={w('admin.image-height')}
          inputMode="numeric"
          value={size.height}
          onValue={(value) => setSize({ ...size, height: value })}
          error={shown(faults.height)}
        />
      </div>
      <Field
        label={w('admin.image-from')}
        type="date"
        value={validFrom}
        onValue={setValidFrom}
        error={shown(faults.from)}
      />
      <Notice kind="info">{w('admin.image-not-shown')}</Notice>
    </Dialog>
  );
}

function millimetres(text: string): number | null {
  const value = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return value >= 5 && value <= 100 ? value : null;
}

const reasons = ['not-png', 'damaged', 'too-small', 'too-large', 'no-transparency', 'empty', 'proportions'] as const;

function isReason(reason: string): reason is (typeof reasons)[number] {
  return reasons.some((one) => one === reason);
}
