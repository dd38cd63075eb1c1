import type { CertificateTerm, StationAnswer } from '../../../src/web/contract/index.ts';
import { age } from '../design/age.ts';
import { day, dayAndTime, size, time } from '../design/format.ts';
import { backupsWords } from '../words/backups.ts';
import { lampWords } from '../words/lamps.ts';
import { clockWords as w } from './clock-words.ts';
import { type Lamp, type Look, looks } from './looks.ts';

type Disk = NonNullable<StationAnswer['disk']>;
const diskLooks: Readonly<Record<Disk['level'], Look>> = {
  enough: looks.ready,
  short: looks.calls,
  'too-little': looks.danger,
  failing: looks.danger,
};

const diskCodes = {
  enough: null,
  short: null,
  'too-little': 'STORE-DISK-FULL',
  reserve: 'STORE-DISK-RESERVE',
  failing: 'STORE-DISK-FAILING',
} as const;

/** Room on the station's disk. */
export function diskLamp({ level, reserveUsed, freeBytes, totalBytes, measuredAt }: Disk): Lamp {
  const state = reserveUsed && level !== 'failing' ? 'reserve' : level;
  return {
    id: 'disk',
    ...(state === 'reserve' ? looks.danger : diskLooks[state]),
    name: lampWords('lamp.disk'),
    word: lampWords(`lamp.disk.${state}`),
    why: lampWords(`lamp.disk.why.${state}`),
    more: [
      lampWords('lamp.disk.free', { free: size(freeBytes), total: size(totalBytes) }),
      lampWords('lamp.measured', { time: time(measuredAt) }),
    ],
    code: diskCodes[state],
  };
}

/** The station's clock has a lamp only while its date may be wrong. */
export function clockLamp({ state }: StationAnswer['clock']): readonly Lamp[] {
  if (state === 'proven') return [];
  const words = { name: w('clock.lamp'), word: w('clock.lamp.ask'), why: w(`clock.notice.${state}`) };
  return [{ id: 'clock', ...looks.calls, ...words, more: [w('clock.rests')], code: null }];
}

/** The register has a lamp only while something in it is wrong. */
export function registerLamp(trouble: StationAnswer['registerTrouble']): readonly Lamp[] {
  if (trouble === null) return [];
  const { kind, year, number, problems } = trouble;
  return [
    {
      id: 'register',
      ...looks.danger,
      name: lampWords('lamp.register'),
      word: lampWords('lamp.register.unsound'),
      why: lampWords(`lamp.register.why.${kind}`, { number, year }),
      more: problems > 1 ? [lampWords('lamp.register.more', { count: problems })] : [],
      code: 'STORE-REGISTER-UNSOUND',
      view: '/so-chung-thuc',
    },
  ];
}

/** The office's network has a lamp only while the station's address is missing. */
export function lanLamp(absent: StationAnswer['lanAbsent']): readonly Lamp[] {
  if (absent === null) return [];
  return [
    {
      id: 'lan',
      ...looks.danger,
      name: lampWords('lamp.lan'),
      word: lampWords('lamp.lan.absent'),
      why: lampWords('lamp.lan.why', { address: absent }),
      more: [],
      code: 'STATION-LAN-ABSENT',
    },
  ];
}

type Level = CertificateTerm['level'];
const certificateLooks: Readonly<Record<Level, Look>> = {
  good: looks.ready,
  soon: looks.calls,
  urgent: looks.danger,
  expired: looks.danger,
  unread: looks.off,
};

/** Whose a certificate is, in words. */
export function certificateName({ kind, position, yours }: CertificateTerm): string {
  const name =
    position === null
      ? lampWords(`lamp.certificates.${kind}`)
      : `${lampWords(`lamp.certificates.${kind}`)} (${position})`;
  return yours ? lampWords('lamp.certificates.yours', { name }) : name;
}

/** How long it lasts, in words. */
export function certificateTerm({ level, daysLeft, notAfter }: CertificateTerm): string {
  if (daysLeft === null || notAfter === null) return lampWords('lamp.certificates.unread');
  if (level === 'expired') return lampWords('lamp.certificates.ended', { day: day(notAfter) });
  return lampWords('lamp.certificates.left', { days: daysLeft, day: day(notAfter) });
}

/** A certificate as a lamp of its own. */
export function certificateLamp(certificate: CertificateTerm): Lamp {
  const { level, daysLeft, seenAt } = certificate;
  return {
    id: 'certificates',
    ...certificateLooks[level],
    name: lampWords('lamp.certificates'),
    word: lampWords(`lamp.certificates.word.${level}`, { days: daysLeft ?? 0 }),
    why: lampWords(`lamp.certificates.why.${level}`),
    more: seenAt === null ? [] : [lampWords('lamp.measured', { time: time(seenAt) })],
    code: null,
  };
}

/** The certificate that ends first tells for all; those that no token has shown yet say nothing. */
export function certificatesLamp(certificates: readonly CertificateTerm[]): readonly Lamp[] {
  const known = certificates
    .filter(({ daysLeft }) => daysLeft !== null)
    .toSorted((a, b) => (a.daysLeft ?? 0) - (b.daysLeft ?? 0));
  const [first] = known;
  if (first === undefined) return [];
  const more = known.map((one) => `${certificateName(one)}: ${certificateTerm(one)}`);
  return [{ ...certificateLamp(first), more: [...more, ...certificateLamp(first).more] }];
}

type Backup = StationAnswer['backup'];
const backupLooks: Readonly<Record<Backup['level'], Look>> = {
  fresh: looks.ready,
  unset: looks.calls,
  old: looks.calls,
  late: looks.danger,
  never: looks.danger,
};

/** The age of the last verified backup; one that runs has proven nothing yet. */
export function backupLamp({ level, running, lastVerifiedAt: last }: Backup, now: number): Lamp {
  const look = running && backupLooks[level] !== looks.danger ? looks.working : backupLooks[level];
  const word = running
    ? backupsWords('backups.lamp.running')
    : level === 'unset' || last === null
      ? backupsWords(level === 'unset' ? 'backups.lamp.unset' : 'backups.lamp.never')
      : backupsWords('backups.lamp.age', { age: age(now - last) });
  return {
    id: 'backup',
    ...look,
    name: backupsWords('backups.title'),
    // Made under a clock that was wrong: how long ago it was, nobody knows.
    word: !running && last !== null && last > now ? dayAndTime(last) : word,
    why: backupsWords(`backups.lamp.why.${level}`),
    more: last === null ? [] : [backupsWords('backups.lamp.last', { time: dayAndTime(last) })],
    code: null,
    view: '/tram',
  };
}
