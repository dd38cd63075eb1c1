import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type Card, readCard } from './card-text.ts';

/** A card that was read outside the name field; the new dossier takes it. */
export const cardAtHand = signal<Card | null>(null);

/** A barcode reader's keys come at most this far apart (milliseconds); a person's do not. */
const gapMs = 80;

/** After so many digits at that pace it is a reader, and its letters are no shortcuts. */
const digitsOfReader = 6;

/** Hears a barcode reader that types a card's code while no field has the focus. */
export function useCardReader(onCard: (card: Card) => void): void {
  useEffect(() => {
    let text = '';
    let last = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (): void => {
      clearTimeout(timer);
      const card = readCard(text);
      text = '';
      if (card) onCard(card);
    };
    const hear = (event: KeyboardEvent): void => {
      if (isField(event.target) || document.querySelector('dialog[open]') || event.ctrlKey || event.metaKey) return;
      if (event.timeStamp - last > gapMs) text = '';
      last = event.timeStamp;
      const reading = new RegExp(`^\\d{${digitsOfReader}}`).test(text);
      if (event.key === 'Enter') {
        if (reading) stop(event);
        end();
        return;
      }
      if (event.key.length !== 1) return;
      text += event.key;
      if (reading) stop(event);
      clearTimeout(timer);
      timer = setTimeout(end, gapMs * 3);
    };
    addEventListener('keydown', hear, { capture: true });
    return () => {
      clearTimeout(timer);
      removeEventListener('keydown', hear, { capture: true });
    };
  }, [onCard]);
}

function stop(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

function isField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
