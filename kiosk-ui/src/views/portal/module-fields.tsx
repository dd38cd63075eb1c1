import { useRef, useState } from 'preact/hooks';
import type { HandoverField } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Shape } from '../../design/shape.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import { either } from '../../words/index.ts';
import { copyText } from './clipboard.ts';
import { w } from './words.ts';

interface Props {
  readonly fields: readonly HandoverField[];
  /** All that can be copied has been. */
  readonly onAllCopied: () => void;
}

/** The fields of the portal's module, in its order, each with a button that copies it; one key goes through them. */
export function ModuleFields({ fields, onAllCopied }: Props) {
  const [copied, setCopied] = useState<ReadonlySet<string>>(new Set());
  // Selected counts as passed, though not as copied: the browser did not let it.
  const [passed, setPassed] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const filled = fields.filter((field) => field.value !== '');
  const next = filled.find((field) => !passed.has(field.source));
  const shownAt = (source: string): HTMLElement | null =>
    place.current?.querySelector<HTMLElement>(`[data-value="${source}"]`) ?? null;

  const copy = async (field: HandoverField): Promise<void> => {
    const label = either(field.label);
    const done = await copyText(field.value, shownAt(field.source));
    setSelected(done ? null : label);
    setPassed((before) => new Set(before).add(field.source));
    if (!done) return;
    setCopied((before) => new Set(before).add(field.source));
    announce(w('portal.copied-one', { label, value: field.value }));
  };
  useShortcut({
    keys: 'c',
    label: w('portal.copy-next'),
    act: () => {
      if (next === undefined) {
        onAllCopied();
        return;
      }
      shownAt(next.source)?.scrollIntoView({ block: 'nearest' });
      void copy(next);
    },
  });
  const steps = [...new Set(fields.map((field) => field.step))];
  return (
    <div class="portal-fields" ref={place}>
      {steps.map((step) => (
        <section key={step}>
          <h3>{w(`portal.section.${step}`)}</h3>
          <dl>
            {fields
              .filter((field) => field.step === step)
              .map((field) => (
                <FieldRow
                  key={field.source}
                  field={field}
                  copied={copied.has(field.source)}
                  next={field === next}
                  onCopy={() => void copy(field)}
                />
              ))}
          </dl>
        </section>
      ))}
      <p class="portal-selected" role="status">
        {selected === null ? null : w('portal.selected', { label: selected })}
      </p>
    </div>
  );
}

interface RowProps {
  readonly field: HandoverField;
  readonly copied: boolean;
  readonly next: boolean;
  readonly onCopy: () => void;
}

function FieldRow({ field, copied, next, onCopy }: RowProps) {
  const { source, value, confidence, note } = field;
  const label = either(field.label);
  return (
    <div class="portal-field" data-next={next}>
      <dt>
        {label}
        {confidence === 'high' ? null : <span class="soft small"> · {w('portal.unsure')}</span>}
      </dt>
      <dd>
        <span class="portal-field-value" data-value={source}>
          {value === '' ? <span class="soft">{w('portal.no-value')}</span> : value}
        </span>
        {note === undefined ? null : <span class="soft small portal-field-note">{either(note)}</span>}
      </dd>
      <dd class="portal-field-copy">
        {value === '' ? null : (
          <Button onClick={onCopy} {...(next ? { keys: 'C' } : {})}>
            {copied ? (
              <span class="portal-copied">
                <Shape name="tick" /> {w('portal.copied')}
              </span>
            ) : (
              w('portal.copy')
            )}
            <span class="visually-hidden"> {label}</span>
          </Button>
        )}
      </dd>
    </div>
  );
}
