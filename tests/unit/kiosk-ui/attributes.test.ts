/** TypeScript takes any attribute with a hyphen on a component and drops it silently: none may be given one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../kiosk-ui/src/', import.meta.url));
const lost = (text: string): string[] =>
  [...text.matchAll(/<([A-Z]\w*)\b(?:=>|[^<>])*?\s((?:aria|data)-[a-z]+)=/g)].map(
    ([, component, name]) => `${component} ${name}`,
  );

test('an attribute that a component does not take is found', () => {
  expect(lost('<Button onClick={() => go()} aria-label={w("x")}>')).toEqual(['Button aria-label']);
  expect(lost('<Button label="x"><p aria-live="polite"></p></Button>')).toEqual([]);
});

test('no component is given an attribute that it drops', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap((file) => lost(readFileSync(join(root, file), 'utf8')).map((one) => `${file}: ${one}`))).toEqual(
    [],
  );
});
