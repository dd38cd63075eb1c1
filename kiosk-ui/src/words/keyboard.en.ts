import type { keyboardVi } from './keyboard.vi.ts';

export const keyboardEn: Readonly<Record<keyof typeof keyboardVi, string>> = {
  'keyboard.name': 'Keyboard on the screen',
  'keyboard.shift': 'Capital letters',
  'keyboard.erase': 'Erase',
  'keyboard.symbols': 'Signs',
  'keyboard.letters': 'Letters',
  'keyboard.space': 'Space',
  'keyboard.next': 'Next field',
  'keyboard.enter': 'Enter',
  'keyboard.line': 'New line',
  'keyboard.close': 'Hide',
  'keyboard.close-label': 'Hide the keyboard',
  'keyboard.sign.telex': 'Telex',
  'keyboard.sign.vni': 'VNI',
  'keyboard.sign.none': 'Plain',
  'keyboard.method.telex': 'Vietnamese by Telex',
  'keyboard.method.vni': 'Vietnamese by VNI',
  'keyboard.method.none': 'Plain letters',
};
