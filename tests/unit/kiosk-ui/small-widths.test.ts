import { expect, test } from 'vitest';
import { pileWidth, stripWidth } from '../../../kiosk-ui/src/design/thumbnail-widths.ts';
import { smallWidths } from '../../../src/workflow/small-pictures.ts';

test('the pictures that a scan leaves in memory are those that the screens ask for', () => {
  expect([stripWidth, pileWidth]).toEqual(smallWidths);
});
