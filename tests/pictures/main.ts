/**
 * `npm run screens -- --out DIR`: every view in every state, at every width and in both languages, over simulated offices.
 * With `--scene NAME` (as often as wanted) only those; a scene may need what the ones before it leave.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startBrowser } from '../peers/browser/index.ts';
import { Desk } from '../peers/office/desk.ts';
import { type OfficeOptions, openOffice } from '../peers/office/office.ts';
import { Camera } from './camera.ts';
import type { Scene } from './scene.ts';
import { appointments } from './scenes/appointments.ts';
import { check } from './scenes/check.ts';
import { desk } from './scenes/desk.ts';
import { keepers } from './scenes/keepers.ts';
import { ledger } from './scenes/ledger.ts';
import { oneStop } from './scenes/one-stop.ts';
import { online } from './scenes/online.ts';
import { pairing } from './scenes/pairing.ts';
import { pile } from './scenes/pile.ts';
import { portal } from './scenes/portal.ts';
import { signIn } from './scenes/sign-in.ts';
import { stick } from './scenes/stick.ts';
import { trouble } from './scenes/trouble.ts';
import { visitor } from './scenes/visitor.ts';
import type { Language } from './words.ts';

type Scenes = Readonly<Record<string, Scene>>;

/** What is played in one office, in this order: each leaves it as the next one needs it. */
const offices: readonly { readonly options: OfficeOptions; readonly scenes: Scenes }[] = [
  { options: { line: true }, scenes: { signIn, desk, pile, check, keepers, visitor, trouble, portal } },
  {
    options: { settings: { 'inbound.requests': true, 'inbound.appointments': true, 'onestop.beside': true } },
    scenes: { online, appointments, ledger, oneStop, stick },
  },
];

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    language: { type: 'string', multiple: true, default: ['vi', 'en'] },
    scene: { type: 'string', multiple: true, default: [] },
  },
});

const wanted = (name: string): boolean => values.scene.length === 0 || values.scene.includes(name);

/** Plays these scenes in an office of their own; answers what was wrong. */
async function play(
  out: string,
  language: Language,
  { options, scenes }: (typeof offices)[number],
): Promise<{ taken: number; faults: readonly string[] }> {
  const played = Object.entries(scenes).filter(([name]) => wanted(name));
  if (played.length === 0) return { taken: 0, faults: [] };
  const folder = await mkdtemp(join(tmpdir(), 'tram-pictures-'));
  const office = await openOffice(folder, { keyType: 'p256', ...options });
  const browser = await startBrowser([office.authorityPem]);
  try {
    const camera = await Camera.open(browser, office, out, language);
    for (const [name, scene] of played) {
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
for (const language of languages) {
  for (const office of offices) played.push(await play(out, language, office));
}
if (wanted('pairing')) played.push(await pairing(out, languages));
const faults = played.flatMap((one) => one.faults);
for (const fault of faults) console.error(fault);
console.log(`${played.reduce((sum, { taken }) => sum + taken, 0)} pictures in ${out}; ${faults.length} faults`);
if (faults.length > 0) process.exitCode = 1;
