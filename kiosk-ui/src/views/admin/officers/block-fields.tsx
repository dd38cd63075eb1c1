import { Field } from '../../../design/field.tsx';
import { Choices } from '../../desk/choices.tsx';
import { officersWords as w } from '../words.ts';
import type { Faults, OfficerForm } from './form.ts';

interface Props {
  readonly form: OfficerForm;
  readonly onChange: (change: Partial<OfficerForm>) => void;
  readonly faults: Faults;
}

/** On whose authority a signer signs (NĐ 30/2020 Phụ lục I). */
export function BlockFields({ form, onChange, faults }: Props) {
  return (
    <>
      <Choices
        title={w('officers.block')}
        value={form.signatureBlock}
        onValue={(signatureBlock) => onChange({ signatureBlock })}
        choices={(['chairman', 'deputy', 'delegated'] as const).map((value) => ({
          value,
          words: w(`officers.block.${value}`),
          hint: w(`officers.block-hint.${value}`),
        }))}
        error={faults['signatureBlock'] ?? null}
      />
      {form.signatureBlock === 'delegated' ? (
        <Field
          label={w('officers.delegation')}
          hint={w('officers.delegation-hint')}
          name="delegation"
          value={form.delegationDocument}
          onValue={(delegationDocument) => onChange({ delegationDocument })}
          error={faults['delegationDocument']}
          maxLength={200}
        />
      ) : null}
    </>
  );
}
