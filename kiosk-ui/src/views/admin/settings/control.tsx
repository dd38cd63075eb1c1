import type { SettingFault, SettingSchema } from '../../../../../src/web/contract/index.ts';
import { Button } from '../../../design/button.tsx';
import { Field } from '../../../design/field.tsx';
import { TextArea } from '../../../design/text-area.tsx';
import { either } from '../../../words/index.ts';
import { Choices } from '../../desk/choices.tsx';
import { settingsWords as w } from '../words.ts';
import { columnsOf, emptyForm, type Form } from './form.ts';

interface Props {
  readonly label: string;
  readonly schema: SettingSchema;
  readonly form: Form;
  readonly onForm: (form: Form) => void;
  /** Where it stands in the setting: `/0/from`. */
  readonly at?: string;
  /** What is wrong, wherever it is; null while nothing is. */
  readonly fault: SettingFault | null;
}

/** The control of a value, by its type: choices, a number, a text, a list, a table. */
export function Control({ label, schema, form, onForm, at = '', fault }: Props) {
  const error = fault?.at === at ? either(fault) : null;
  if (schema.anyOf) {
    const choices = schema.anyOf.map((one) => ({
      value: String(one.const),
      words: one.words ? either(one.words) : String(one.const),
    }));
    return <Choices title={label} choices={choices} value={String(form)} onValue={onForm} error={error} />;
  }
  if (typeof form === 'boolean') {
    const choices = (['yes', 'no'] as const).map((value) => ({ value, words: w(`settings.${value}`) }));
    const set = (value: 'yes' | 'no'): void => onForm(value === 'yes');
    return <Choices title={label} choices={choices} value={form ? 'yes' : 'no'} onValue={set} error={error} />;
  }
  if (Array.isArray(form)) {
    return <List label={label} schema={schema} form={form as readonly Form[]} onForm={onForm} at={at} fault={fault} />;
  }
  if (typeof form !== 'string') {
    return <Line label={label} schema={schema} form={form as Columns} onForm={onForm} at={at} fault={fault} />;
  }
  if (schema.patternProperties || (schema.maxLength ?? 0) > 250) {
    // What is wrong in one of the lines is said under all of them.
    const inside = fault?.at.startsWith(`${at}/`) ? either(fault) : error;
    return <TextArea label={label} value={form} onValue={onForm} error={inside} />;
  }
  const { form: hint } = schema;
  return (
    <Field
      label={label}
      value={form}
      onValue={onForm}
      error={error}
      hint={hint ? either(hint) : undefined}
      type={schema.format === 'date' ? 'date' : 'text'}
      inputMode={schema.type === 'integer' ? 'numeric' : 'text'}
      autocomplete="off"
      spellcheck={false}
    />
  );
}

type Columns = Readonly<Record<string, Form>>;

/** One line of a table: its columns side by side. */
function Line({ label, schema, form, onForm, at = '', fault }: Omit<Props, 'form'> & { readonly form: Columns }) {
  return (
    <fieldset class="setting-line" aria-label={label}>
      {columnsOf(schema).map(([name, column]) => (
        <Control
          key={name}
          label={column.words ? either(column.words) : name}
          schema={column}
          form={form[name] ?? ''}
          onForm={(value) => onForm({ ...form, [name]: value })}
          at={`${at}/${name}`}
          fault={fault}
        />
      ))}
      {fault?.at === at ? <p class="field-error">{either(fault)}</p> : null}
    </fieldset>
  );
}

function List({
  label,
  schema,
  form,
  onForm,
  at = '',
  fault,
}: Omit<Props, 'form'> & { readonly form: readonly Form[] }) {
  const { items = {} } = schema;
  return (
    <fieldset class="setting-list">
      <legend class="field-label">{label}</legend>
      {fault?.at === at ? <p class="field-error">{either(fault)}</p> : null}
      {form.length === 0 ? <p class="soft">{w('settings.list-empty')}</p> : null}
      {form.map((item, index) => {
        const name = w('settings.line', { ordinal: index + 1 });
        return (
          <div class="setting-item" key={`${index}`}>
            <Control
              label={name}
              schema={items}
              form={item}
              onForm={(value) => onForm(form.map((one, place) => (place === index ? value : one)))}
              at={`${at}/${index}`}
              fault={fault}
            />
            <Button kind="plain" onClick={() => onForm(form.filter((_, place) => place !== index))}>
              {w('settings.remove-line', { ordinal: index + 1 })}
            </Button>
          </div>
        );
      })}
      <div>
        <Button onClick={() => onForm([...form, emptyForm(items)])}>{w('settings.add-line')}</Button>
      </div>
    </fieldset>
  );
}
