/** `npm run screens -- --out DIR`: every view in every state, at every width and in both languages, over a simulated office. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startBrowser } from '../peers/browser/index.ts';
import { Desk } from '../peers/office/desk.ts';
import { openOffice } from '../peers/office/office.ts';
import { Camera } from './camera.ts';
import type { Scene } from './scene.ts';
import { check } from './scenes/check.ts';
import { desk } from './scenes/desk.ts';
import { keepers } from './scenes/keepers.ts';
import { pairing } from './scenes/pairing.ts';
import { pile } from './scenes/pile.ts';
import { portal } from './scenes/portal.ts';
import { signIn } from './scenes/sign-in.ts';
import { trouble } from './scenes/trouble.ts';
import { visitor } from './scenes/visitor.ts';
import type { Language } from './words.ts';

/** In this order: each leaves the office as the next one needs it. */
const scenes: Readonly<Record<string, Scene>> = { signIn, desk, pile, check, keepers, visitor, trouble, portal };

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    language: { type: 'string', multiple: true, default: ['vi', 'en'] },
  },
});

/** Plays every scene in an office of its own; answers what was wrong. */
async function play(out: string, language: Language): Promise<{ taken: number; faults: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'tram-pictures-'));
  const office = await openOffice(folder, { keyType: 'p256', line: true });
  const browser = await startBrowser([office.authorityPem]);
  try {
    const camera = await Camera.open(browser, office, out, language);
    for (const [name, scene] of Object.entries(scenes)) {
      console.log(`${language} ${name}`);
      await scene({ camera, office, desk: await Desk.open(office) }).catch((error: unknown) => {
        camera.faults.push(`${language} ${name}: ${error instanceof Error ? error.message : String(error)}`);
      });
      await camera.rest();
    }
    return { taken: camera.taken, faults: camera.faults };
  } finally {
    await browser.close();
    await office.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const out = values.out ? resolve(values.out) : await mkdtemp(join(tmpdir(), 'tram-screens-'));
const languages = values.language.filter((one): one is Language => one === 'vi' || one === 'en');
const played = [];
for (const language of languages) played.push(await play(out, language));
played.push(await pairing(out, languages));
const faults = played.flatMap((one) => one.faults);
for (const fault of faults) console.error(fault);
console.log(`${played.reduce((sum, { taken }) => sum + taken, 0)} pictures in ${out}; ${faults.length} faults`);
if (faults.length > 0) process.exitCode = 1;
