import { ROLE_WORDS, ROLES, type Role } from '../../../../../src/web/contract/index.ts';
import { Field } from '../../../design/field.tsx';
import { either } from '../../../words/index.ts';
import { officersWords as w } from '../words.ts';
import type { Faults, OfficerForm, TermForm } from './form.ts';

interface Props {
  readonly form: OfficerForm;
  readonly onChange: (change: Partial<OfficerForm>) => void;
  readonly faults: Faults;
}

/** The roles, each under the officer's decision or under one of its own. */
export function RoleFields({ form, onChange, faults }: Props) {
  const toggle = (role: Role, on: boolean): void =>
    onChange({ roles: ROLES.filter((one) => (one === role ? on : form.roles.includes(one))) });
  const setTerm = (role: Role, term: TermForm | undefined): void => {
    const { [role]: _, ...others } = form.terms;
    onChange({ terms: term === undefined ? others : { ...others, [role]: term } });
  };
  return (
    <fieldset class="officer-roles" {...(faults['roles'] ? { 'aria-describedby': 'roles-error' } : {})}>
      <legend class="field-label">{w('officers.roles')}</legend>
      {faults['roles'] ? (
        <p class="field-error" id="roles-error">
          <span aria-hidden="true">▲</span> {faults['roles']}
        </p>
      ) : null}
      {ROLES.map((role) => {
        const chosen = form.roles.includes(role);
        return (
          <div class="officer-role" key={role} data-chosen={chosen}>
            <label class="officer-check">
              <input
                type="checkbox"
                name={`role-${role}`}
                checked={chosen}
                onChange={(event) => toggle(role, event.currentTarget.checked)}
              />
              <span>
                {either(ROLE_WORDS[role])}
                <span class="choice-hint">{w(`officers.role.${role}`)}</span>
              </span>
            </label>
            {chosen ? (
              <Term
                role={role}
                term={form.terms[role]}
                begin={{ decisionNumber: '', validFrom: form.validFrom, validTo: form.validTo }}
                onTerm={(term) => setTerm(role, term)}
                faults={faults}
              />
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}

interface TermProps {
  readonly role: Role;
  readonly term: TermForm | undefined;
  readonly begin: TermForm;
  readonly onTerm: (term: TermForm | undefined) => void;
  readonly faults: Faults;
}

function Term({ role, term, begin, onTerm, faults }: TermProps) {
  return (
    <div class="officer-term">
      <label class="officer-check">
        <input
          type="checkbox"
          aria-label={`${w('officers.own-decision')} – ${either(ROLE_WORDS[role])}`}
          checked={term !== undefined}
          onChange={(event) => onTerm(event.currentTarget.checked ? begin : undefined)}
        />
        <span>{w('officers.own-decision')}</span>
      </label>
      {term === undefined ? null : (
        <div class="officer-fields">
          <Field
            label={w('officers.decision')}
            value={term.decisionNumber}
            onValue={(decisionNumber) => onTerm({ ...term, decisionNumber })}
            error={faults[`${role}.decisionNumber`]}
            maxLength={200}
          />
          <Field
            label={w('officers.from')}
            type="date"
            value={term.validFrom}
            onValue={(validFrom) => onTerm({ ...term, validFrom })}
            error={faults[`${role}.validFrom`]}
          />
          <Field
            label={w('officers.to')}
            optional
            type="date"
            value={term.validTo}
            onValue={(validTo) => onTerm({ ...term, validTo })}
            error={faults[`${role}.validTo`]}
          />
        </div>
      )}
    </div>
  );
}
