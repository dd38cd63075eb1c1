import { signal } from '@preact/signals';
import { type Method, methods } from '../input-method/index.ts';

const kept = 'input-method';

/** Telex, VNI, or the letters as they are; remembered on this screen. */
export const inputMethod = signal<Method | null>(read());

function read(): Method | null {
  const found = localStorage.getItem(kept);
  return found === 'none' ? null : (methods.find((one) => one === found) ?? 'telex');
}

/** Telex → VNI → plain letters → Telex. */
export function nextMethod(): void {
  const now = inputMethod.peek();
  inputMethod.value = now === 'telex' ? 'vni' : now === 'vni' ? null : 'telex';
  localStorage.setItem(kept, inputMethod.value ?? 'none');
}
