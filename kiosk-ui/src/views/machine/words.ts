import { wordsOf } from '../../words/index.ts';
import { machineEn } from '../../words/machine.en.ts';
import { machineVi } from '../../words/machine.vi.ts';

export const machineWords = wordsOf(machineVi, machineEn);
