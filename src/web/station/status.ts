import { isWorking, tokenStateOf } from '../../devices/token/index.ts';
import { lastVerifiedBackup, unfinishedBackups } from '../../store/repositories/backups.ts';
import { categoriesProposed } from '../../store/repositories/categories.ts';
import type { OfficerRow } from '../../store/repositories/officers.ts';
import { openHold } from '../../store/repositories/register-holds.ts';
import { backupLevel } from '../../upkeep/backup/age.ts';
import { settingsOf } from '../../workflow/office.ts';
import { numberSource } from '../../workflow/register.ts';
import { handoverBacklog } from '../../workflow/views/index.ts';
import { takesRequests } from '../../workflow/views/online-requests.ts';
import type { RouteContext } from '../app.ts';
import type { StationAnswer } from '../contract/index.ts';
import { certificateTerms } from './certificates.ts';

/** Right after a start nothing is known yet: a screen then waits this long for the first list (milliseconds). */
const patienceMs = 1_000;

/**
 * The state of the station's parts as last seen: no device is waited for. What is not known yet has no `measuredAt`; an
 * old figure keeps its own.
 */
export async function stationStatus(context: RouteContext, officer: OfficerRow): Promise<StationAnswer> {
  const { office, watch } = context;
  const listed = context.scanners.last ?? (await context.scanners.soon(patienceMs));
  const seen = office.tokensSeen();
  const { connector, kind, refusal, portal, gateway, rows, ...line } = context.portalStatus();
  const { waitingBytes, secondsLeft, beside, held } = line;
  const now = office.clock.now();
  const settings = settingsOf(office);
  const { db } = office.store;
  const hold = openHold(db);
  const trouble = context.registerTrouble();
  const lastVerifiedAt = lastVerifiedBackup(db);
  return {
    version: context.version,
    now,
    scanners: {
      measuredAt: listed?.at ?? null,
      failureCode: listed && !listed.result.ok ? listed.result.error.code : null,
      devices: office.scannerStates().map(({ id, vendor, model, state }) => ({ id, vendor, model, state })),
    },
    tokens: {
      measuredAt: seen.at,
      failureCode: seen.failureCode,
      tokens: seen.tokens.map((token) => ({
        state: tokenStateOf(token, isWorking(token, seen.working)),
        yours: token.certificates.some(({ sha256 }) => sha256 === officer.certificateSha256),
      })),
    },
    portal: {
      connector,
      refusal,
      portal: { ...portal },
      gateway: { ...gateway },
      waiting: rows.waiting + rows.sending,
      waitingBytes,
      secondsLeft,
      held,
      lines: line.lines.map(({ bytesPerSecond: _, ...shown }) => shown),
      rejected: rows.rejected,
      beside,
      stick: kind === 'carried' || settings['hand-over.folder'] !== '',
      accounts: context.accounts.offered,
      appointments: settings['inbound.appointments'],
      online: takesRequests(settings),
      byHand: handoverBacklog(db, settings, kind, now),
    },
    registerTrouble: trouble === null ? null : { problems: trouble.problems, ...trouble.first },
    lanAbsent: context.lanAbsent(),
    categoriesWait: categoriesProposed(db),
    clock: { state: office.clockWatch.look().state },
    disk: watch.disk.sample,
    certificates: certificateTerms(office, watch.stationNotAfter, officer.id),
    backup: {
      level: backupLevel(lastVerifiedAt, settings['backup.folder'] !== '', now),
      running: unfinishedBackups(db).length > 0,
      lastVerifiedAt,
    },
    numbersFrom: numberSource(settings),
    numbersWait: hold ? { backupAt: hold.backupAt, cause: hold.cause } : null,
  };
}
