import { backupsEn } from './backups.en.ts';
import { backupsVi } from './backups.vi.ts';
import { wordsOf } from './index.ts';

export const backupsWords = wordsOf(backupsVi, backupsEn);
