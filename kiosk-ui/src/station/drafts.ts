import { effect, type Signal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';

const prefix = 'draft:';

/**
 * A form's contents, kept in this tab until they are sent: a session that ends in the middle, a reload or another view
 * loses nothing. The key carries the officer, so nobody finds what somebody else has typed. Never for a PIN or a password.
 */
export function useDraft<T extends object>(officerId: string, form: string, empty: T): Draft<T> {
  const key = `${prefix}${officerId}:${form}`;
  const draft = useMemo(() => makeDraft(key, empty), [key]);
  useEffect(() => draft.keep(), [draft]);
  return draft;
}

export interface Draft<T extends object> {
  readonly value: Signal<T>;
  /** Changes some fields. */
  set(change: Partial<T>): void;
  /** After it was sent. */
  clear(): void;
}

function makeDraft<T extends object>(key: string, empty: T): Draft<T> & { keep(): () => void } {
  const value = signal<T>(read(key, empty));
  return {
    value,
    set: (change) => {
      value.value = { ...value.peek(), ...change };
    },
    clear: () => {
      value.value = empty;
      sessionStorage.removeItem(key);
    },
    keep: () =>
      effect(() => {
        if (value.value !== empty) sessionStorage.setItem(key, JSON.stringify(value.value));
      }),
  };
}

function read<T extends object>(key: string, empty: T): T {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return typeof kept === 'object' && kept !== null ? { ...empty, ...kept } : empty;
  } catch {
    return empty;
  }
}

/** Forgets every form: at signing out. */
export function clearDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}
