import { explainFee, fee, type OriginalDetail } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Checklist } from '../../design/checklist.tsx';
import { Field } from '../../design/field.tsx';
import { dayAndTime } from '../../design/format.ts';
import { useShortcut } from '../../shell/shortcuts.ts';
import * as api from '../../station/api.ts';
import { useDraft } from '../../station/drafts.ts';
import { either, language } from '../../words/index.ts';
import type { LoadedOriginal } from './original-loader.tsx';
import { arrangementKey } from './pages.ts';
import { StepPanel } from './step-panel.tsx';
import { FeeLines } from './steps/facts.tsx';
import { refusalOf, useAct } from './use-act.ts';
import { w } from './words.ts';

const nothingTicked: { readonly ticked: readonly string[] } = { ticked: [] };

/** The pages to be charged are as many as were scanned until the officer says otherwise. */
const asScanned = { pages: '' };

interface Props {
  readonly officerId: string;
  readonly loaded: LoadedOriginal;
  /** Pages that were not looked at yet. */
  readonly unseen: number;
  /** The pages are being arranged: what is compared is not settled yet. */
  readonly held: boolean;
  readonly onDone: () => void;
}

/** The comparison: the statements of Điều 22, the pages to be charged, the fee and the due time. */
export function ComparisonStep({ officerId, loaded, unseen, held, onDone }: Props) {
  const { detail, reload } = loaded;
  const count = detail.pages.length;
  // Other pages are another comparison: what was ticked of the old ones says nothing of them.
  const draft = useDraft(officerId, `compare:${detail.id}:${arrangementKey(detail)}`, nothingTicked);
  const charged = useDraft(officerId, `charged:${detail.id}`, asScanned);
  const { busy, run } = useAct(detail.id);
  const form = draft.value.value;
  const typed = charged.value.value.pages;
  const pages = typed === '' ? String(detail.chargeablePages ?? count) : typed;
  const chargeable = Number(pages);
  const wrong = !/^\d{1,3}$/.test(pages.trim()) || chargeable < 1;
  const missing = detail.checklist.filter(({ id }) => !form.ticked.includes(id)).length;
  const ready = missing === 0 && !wrong && !held;
  const sum = wrong ? null : feeLines(detail, chargeable);

  const send = async (): Promise<void> => {
    if (!ready || busy) return;
    const compared = await run(() =>
      api.compareOriginal(detail.id, {
        ticked: [...form.ticked],
        chargeablePages: chargeable,
        version: detail.version,
      }),
    );
    await reload();
    if (!compared) return;
    announce(w('desk.compared', { title: detail.title }));
    draft.clear();
    charged.clear();
    onDone();
  };
  useShortcut({ keys: 'Ctrl+Enter', label: w('desk.compare-do'), act: () => void send() });
  return (
    <StepPanel
      step={`${detail.id}-comparison`}
      title={w('desk.compare')}
      intro={w('desk.compare-intro')}
      failure={refusalOf(detail.id)}
      onSubmit={() => void send()}
      main={
        <>
          <p class="small" role="status">
            {unseen > 0 ? w('desk.not-seen-count', { count: unseen }) : w('desk.all-seen', { count })}
            {missing > 0 ? ` ${w('desk.compare-need', { count: missing })}` : ''}
          </p>
          <Button kind="primary" type="submit" keys="Ctrl+↵" busy={busy} disabled={!ready}>
            {w('desk.compare-do')}
          </Button>
        </>
      }
    >
      <Checklist
        title={w('desk.compare-list')}
        items={detail.checklist.map((item) => ({ id: item.id, words: either(item), law: item.law }))}
        ticked={form.ticked}
        onTick={(ticked) => draft.set({ ticked })}
      />
      <Field
        label={w('desk.chargeable')}
        hint={w('desk.chargeable-hint')}
        value={pages}
        onValue={(value) => charged.set({ pages: value })}
        error={wrong ? w('desk.chargeable-wrong') : null}
        inputMode="numeric"
        name="chargeable-pages"
        autocomplete="off"
        maxLength={3}
      />
      <dl class="step-facts" aria-live="polite">
        <div>
          <dt>{w('desk.fee')}</dt>
          <dd>
            {sum === null ? <span class="soft">{w('desk.fee-none')}</span> : <FeeLines lines={sum[language.value]} />}
          </dd>
        </div>
        <div>
          <dt>{w('desk.due-at')}</dt>
          <dd>{dayAndTime(detail.dueAt)}</dd>
        </div>
      </dl>
    </StepPanel>
  );
}

/** The fee of so many pages, line by line, by the rate that the station gave; it reckons again when it is told. */
function feeLines({ feeRate, paperCopies }: OriginalDetail, chargeablePages: number) {
  if (feeRate === null) return null;
  const sum = fee({ chargeablePages, copies: 1 + paperCopies, on: feeRate.from, table: [feeRate] });
  return sum.ok ? explainFee(sum.value) : null;
}
