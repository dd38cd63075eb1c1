/** Typing Vietnamese with Telex or VNI. Pure: the word so far and a key make a word. */
export { eraseLast, typeKey } from './input-method.ts';
export { type Method, methods } from './keys.ts';
