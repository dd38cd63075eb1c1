import { expect, test } from 'vitest';
import { paperItems } from '../../../kiosk-ui/src/views/online/papers.ts';

const paper = (title: string, paperCopies = 0) => ({ title, paperCopies });

test('a mark belongs to a paper and not to its place, also where two are called the same', () => {
  const before = paperItems([paper('Giấy khai sinh'), paper('Bằng lái xe'), paper('Bằng lái xe', 2)]);
  expect(new Set(before.map(({ id }) => id)).size).toBe(3);
  const after = paperItems([paper('Bằng lái xe'), paper('Căn cước'), paper('Giấy khai sinh', 1)]);
  expect(after[0]?.id).toBe(before[1]?.id);
  expect(after[2]?.id).toBe(before[0]?.id);
  expect(before.map(({ id }) => id)).not.toContain(after[1]?.id);
});
