import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { definitions, groupOf, groups, isSettingKey, settingsDocument } from '../../../src/settings/index.ts';
import { settingsPage } from '../../docs/settings.ts';

test('docs/settings.md is what the table of settings says (node tests/docs/settings.ts writes it)', () => {
  expect(readFileSync(settingsPage, 'utf8')).toBe(settingsDocument());
});

test('it has every setting once, in a group that exists', () => {
  const text = settingsDocument();
  for (const key of Object.keys(definitions).filter(isSettingKey)) {
    expect(text.split(`– \`${key}\``), key).toHaveLength(2);
    expect(Object.keys(groups)).toContain(groupOf(key));
  }
});
