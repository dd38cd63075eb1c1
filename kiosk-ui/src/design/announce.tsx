import { signal } from '@preact/signals';

const said = signal('');

/** Says something to a screen reader that is already plain to the eye: a page that arrived, a pile that shrank. */
export function announce(text: string): void {
  said.value = said.peek() === text ? `${text}\u00a0` : text;
}

/** Where announcements are read from; once, in the frame. */
export function Announcements() {
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {said.value}
    </div>
  );
}
