import { newId } from '../../common/id.ts';
import { type Failure, ok, type Result } from '../../common/result.ts';
import type { Settings } from '../../settings/index.ts';
import { findOriginal } from '../../store/repositories/dossiers.ts';
import { type PageCodingRow, writeCoding } from '../../store/repositories/page-codings.ts';
import type { ArrangedPage } from '../../store/repositories/pages.ts';
import { announce } from '../act.ts';
import { type Office, settingsOf } from '../office.ts';
import { type CodingPlan, planCoding } from './plan.ts';

/** The codings under way, by page and coding: who needs one that is being made waits for it. */
const running = new WeakMap<Office, Map<string, Promise<Result<void>>>>();
/** The last of the originals that are coded ahead, one after another. */
const ahead = new WeakMap<Office, Promise<void>>();

/**
 * Codes what is not coded yet of an original's pages and answers how they go into the copy. A page whose coding breaks off
 * twice goes in as it was kept, so that no page ever holds up a copy.
 * Errors: STORE-DISK-FULL, STORE-DISK-FAILING, STORE-DOCUMENT-DAMAGED.
 */
export async function codePages(office: Office, settings: Settings, originalId: string): Promise<Result<CodingPlan>> {
  const brokeOff = new Map<string, number>();
  for (;;) {
    const givenUp = new Set([...brokeOff].filter(([, times]) => times > 1).map(([id]) => id));
    const plan = planCoding(office.store.db, settings, originalId, givenUp);
    const [page] = plan.missing;
    if (!page || plan.profile === 'fast') return ok(plan);
    const coded = await codeOnce(office, settings, page, plan.profile);
    if (coded.ok) continue;
    if (!isBrokenOff(coded.error)) return coded;
    office.log.warn({ page: page.id, code: coded.error.code }, 'the coding of a page broke off');
    brokeOff.set(page.id, (brokeOff.get(page.id) ?? 0) + 1);
  }
}

const isBrokenOff = ({ code }: Failure): boolean => code === 'TASK-WORKER-DIED' || code === 'TASK-TIMEOUT';

/**
 * Codes the pages of an original in the background, while the next page is being scanned. Only ids wait here, never
 * pixels. What is not coded when the copy is composed, as after a power cut, is coded then.
 */
export function codeAhead(office: Office, originalId: string): void {
  const before = ahead.get(office) ?? Promise.resolve();
  ahead.set(
    office,
    before.then(() => codeQuietly(office, originalId)),
  );
}

/** Resolves when nothing is being coded ahead any more. */
export async function codedAhead(office: Office): Promise<void> {
  for (let last = ahead.get(office); last !== undefined; last = ahead.get(office)) {
    await last;
    if (ahead.get(office) === last) return;
  }
}

async function codeQuietly(office: Office, originalId: string): Promise<void> {
  try {
    const coded = await codePages(office, settingsOf(office), originalId);
    if (!coded.ok) return;
    const row = findOriginal(office.store.db, originalId);
    const { bytes, limitBytes, signable } = coded.value;
    // The desk says so before the copy is submitted.
    if (row && (!signable || (limitBytes !== null && bytes > limitBytes))) announce(office, row);
  } catch (err) {
    office.log.warn({ err }, 'pages could not be coded ahead');
  }
}

async function codeOnce(
  office: Office,
  settings: Settings,
  page: ArrangedPage,
  coding: PageCodingRow['coding'],
): Promise<Result<void>> {
  const underWay = running.get(office) ?? new Map<string, Promise<Result<void>>>();
  running.set(office, underWay);
  const key = `${page.id} ${coding}`;
  const known = underWay.get(key);
  if (known) return await known;
  const made = codeOne(office, settings, page, coding).finally(() => underWay.delete(key));
  underWay.set(key, made);
  return await made;
}

/** File before row, as ever: a coding that no row names is set aside at the next start. */
async function codeOne(
  office: Office,
  settings: Settings,
  page: ArrangedPage,
  coding: PageCodingRow['coding'],
): Promise<Result<void>> {
  const { store, clock, tasks } = office;
  const original = findOriginal(store.db, page.originalId);
  const kept = store.documents.find(store.db, page.documentId);
  if (!original || !kept) throw new Error(`a page without its original: ${page.id}`);
  const keyId = original.dossierId;
  const place = store.documents.place(newId(clock), keyId);
  if (!place.ok) return place;
  const into = place.value;
  const coded = await tasks.codePage({
    page: store.documents.handle(page.documentId, keyId),
    dpi: page.dpi,
    coding,
    limits: {
      text: settings['coding.compact-text'] / 100,
      similarity: settings['coding.compact-similarity'] / 100,
      colour: mostColourDifference,
      bytesPerA4: settings['coding.compact-page-limit'] * 1024,
    },
    into,
  });
  if (!coded.ok) return coded;
  const { form, written, fidelity, notCompact } = coded.value;
  try {
    store.write((tx) => {
      if (written) store.documents.record(tx, { id: into.id, keyId, purpose: 'page-coding', ...written });
      writeCoding(tx, {
        id: newId(clock),
        pageId: page.id,
        coding,
        form,
        documentId: written === null ? null : into.id,
        length: written?.length ?? kept.length,
        fidelity: fidelity === null ? null : { ...fidelity },
        notCompact,
        at: clock.now(),
      });
    });
  } catch (error) {
    if (written) await store.documents.removeFile(into.id);
    throw error;
  }
  return ok();
}

/** Of 255: half of what sets a red seal's faded edge apart from paper. */
const mostColourDifference = 16;
