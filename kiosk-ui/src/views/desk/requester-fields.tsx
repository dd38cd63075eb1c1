import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DossierBody } from '../../../../src/web/contract/index.ts';
import { Field } from '../../design/field.tsx';
import { type Card, looksLikeCard, readCard } from './card-text.ts';
import { w } from './words.ts';

export interface Requester {
  readonly name: string;
  readonly identityNumber: string;
  readonly phone: string;
  readonly email: string;
}

export const noRequester: Requester = { name: '', identityNumber: '', phone: '', email: '' };

/** What is wrong with a requester before it is sent; the station judges again. */
export function faultsOf({ name, identityNumber, phone, email }: Requester) {
  const fits = (value: string, pattern: RegExp): boolean => value.trim() === '' || pattern.test(value.trim());
  return {
    name: name.trim() === '' ? w('desk.name-need') : looksLikeCard(name) ? w('desk.name-not-card') : null,
    identityNumber: fits(identityNumber, /^[0-9A-Za-z]{6,20}$/) ? null : w('desk.identity-wrong'),
    phone: fits(phone, /^\+?[0-9 .]{6,20}$/) ? null : w('desk.phone-wrong'),
    email: fits(email, /^[^\s@]+@[^\s@]+\.[^\s@]+$/) ? null : w('desk.email-wrong'),
  };
}

export function requesterBody(requester: Requester): DossierBody {
  const given = (key: 'identityNumber' | 'phone' | 'email') => {
    const value = requester[key].trim();
    return value === '' ? {} : { [key]: value };
  };
  const name = requester.name.normalize('NFC').trim();
  return { requester: { name, ...given('identityNumber'), ...given('phone'), ...given('email') } };
}

interface Props {
  readonly value: Requester;
  readonly onValue: (change: Partial<Requester>) => void;
  readonly onCard: (card: Card) => void;
  /** Whether faults are shown: after the first try to send. */
  readonly judged: boolean;
  readonly nameRef?: Ref<HTMLInputElement>;
}

/** After this long without a further key a barcode reader has typed the whole code (milliseconds). */
const readMs = 200;

/** The person who asks. The name field also takes the code of an identity card; the code itself is not kept. */
export function RequesterFields({ value, onValue, onCard, judged, nameRef }: Props) {
  const [code, setCode] = useState<string | null>(null);
  const [strange, setStrange] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const faults = faultsOf(value);
  const shown = (fault: string | null): string | null => (judged ? fault : null);

  const take = (text: string): void => {
    clearTimeout(timer.current);
    const card = readCard(text);
    setStrange(card === null);
    if (card === null) return;
    setCode(null);
    onCard(card);
  };
  const type = (text: string): void => {
    clearTimeout(timer.current);
    setStrange(false);
    if (!looksLikeCard(text)) {
      setCode(null);
      onValue({ name: text });
      return;
    }
    setCode(text);
    timer.current = setTimeout(() => take(text), readMs);
  };
  return (
    <>
      <Field
        label={w('desk.name')}
        hint={w('desk.name-hint')}
        value={code ?? value.name}
        onValue={type}
        onKeyDown={(event) => {
          if (code === null || (event.key !== 'Enter' && event.key !== 'Tab')) return;
          event.preventDefault();
          take(code);
        }}
        error={strange ? w('desk.name-not-card') : shown(faults.name)}
        {...(nameRef ? { inputRef: nameRef } : {})}
        name="requester-name"
        autocapitalize="words"
        autocomplete="off"
        spellcheck={false}
        maxLength={1000}
      />
      <Field
        label={w('desk.identity')}
        optional
        value={value.identityNumber}
        onValue={(identityNumber) => onValue({ identityNumber })}
        error={shown(faults.identityNumber)}
        name="requester-identity"
        autocomplete="off"
        maxLength={20}
      />
      <Field
        label={w('desk.phone')}
        optional
        value={value.phone}
        onValue={(phone) => onValue({ phone })}
        error={shown(faults.phone)}
        type="tel"
        name="requester-phone"
        autocomplete="off"
        maxLength={20}
      />
      <Field
        label={w('desk.email')}
        optional
        value={value.email}
        onValue={(email) => onValue({ email })}
        error={shown(faults.email)}
        type="email"
        name="requester-email"
        autocomplete="off"
        maxLength={254}
      />
    </>
  );
}
