/** `npm run bench:line`: only the weak lines. `--json FILE` keeps the figures. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { weakLineReport } from './report.ts';
import { lineCases, measureWeakLine } from './weak-line.ts';

const { values } = parseArgs({ options: { json: { type: 'string' }, minutes: { type: 'string', default: '5' } } });
const figures = await Promise.all(lineCases.map((line) => measureWeakLine(line, Number(values.minutes) * 60_000)));
for (const each of figures) console.log(`${weakLineReport(each)}\n`);
if (values.json) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
