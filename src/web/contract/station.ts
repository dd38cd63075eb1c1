import { type Static, Type } from 'typebox';
import { NUMBER_SOURCES } from '../../certification/index.ts';
import { scannerStates } from '../../devices/scanner/port.ts';
import { tokenStates } from '../../devices/token/port.ts';
import { refusals } from '../../portal/line/refusal.ts';
import { routeKinds } from '../../portal/line/route-kind.ts';
import { linkStates } from '../../portal/link-state.ts';
import { backupLevels } from '../../upkeep/backup/age.ts';
import { clockStates } from '../../upkeep/clock/clock-state.ts';
import { certificateLevels } from '../../upkeep/station/certificates.ts';
import { diskLevels } from '../../upkeep/station/disk-level.ts';
import { HOLD_CAUSES, LostKeys } from './register.ts';
import { closed, Instant, NullableInstant, NullableInteger, NullableText, oneOf } from './shapes.ts';

/** Whose a certificate is: the station's own, by which the screens know it; a signer's; the agency's. */
export const CERTIFICATE_KINDS = ['station', 'signer', 'agency'] as const;

const Line = Type.Object({ state: oneOf(linkStates), lastExchangeAt: NullableInstant });

const NullableRefusal = Type.Unsafe<(typeof refusals)[number] | null>({ enum: [...refusals, null] });

/** One of several lines. Bytes are those of the quota's day or month so far; without a quota (0) of the day. */
const OneLine = Type.Object({
  name: Type.String(),
  kind: oneOf(routeKinds),
  state: oneOf(linkStates),
  lastExchangeAt: NullableInstant,
  /** Why small messages, and copies that are not urgent, do not go by it now. */
  messagesHeld: NullableRefusal,
  documentsHeld: NullableRefusal,
  heldUntil: NullableInstant,
  usedBytes: Type.Integer(),
  quotaBytes: Type.Integer(),
  quotaPer: oneOf(['day', 'month']),
  inUse: Type.Boolean(),
});

const Held = Type.Object({ reason: oneOf([...refusals, 'nowhere']), until: NullableInstant });

const Disk = Type.Object({
  measuredAt: Instant,
  level: oneOf(diskLevels),
  reserveUsed: Type.Boolean(),
  freeBytes: Type.Integer(),
  totalBytes: Type.Integer(),
});

/** How long a certificate lasts. `position`: that of the officer entrusted with it. `seenAt`: when it was last read. */
export const CertificateTerm = Type.Object({
  kind: oneOf(CERTIFICATE_KINDS),
  position: NullableText,
  yours: Type.Boolean(),
  notAfter: NullableInstant,
  daysLeft: NullableInteger,
  level: oneOf(certificateLevels),
  seenAt: NullableInstant,
});
export type CertificateTerm = Static<typeof CertificateTerm>;
const ByHand = Type.Object({ dossiers: Type.Integer(), oldestAt: NullableInstant, late: Type.Boolean() });

const Beside = Type.Object({
  waiting: Type.Integer(),
  rejected: Type.Integer(),
  refusal: NullableText,
  lastConfirmedAt: NullableInstant,
});

/** What is wrong with the register, and where it begins. */
const RegisterTrouble = Type.Object({
  problems: Type.Integer(),
  kind: oneOf(['gap', 'double', 'below-first', 'volume-order', 'no-reason']),
  year: Type.Integer(),
  number: Type.Integer(),
});

const NumbersWait = Type.Object({ backupAt: Instant, cause: oneOf(HOLD_CAUSES) });

/** The lamps. `measuredAt` says when a figure was taken; null while it has not been taken yet. */
export const StationAnswer = Type.Object({
  version: Type.String(),
  now: Instant,
  scanners: Type.Object({
    measuredAt: NullableInstant,
    failureCode: NullableText,
    devices: Type.Array(
      Type.Object({
        id: Type.String(),
        vendor: Type.String(),
        model: Type.String(),
        state: oneOf(scannerStates),
      }),
    ),
  }),
  tokens: Type.Object({
    measuredAt: NullableInstant,
    failureCode: NullableText,
    /** `yours`: the token holds the certificate of the officer who asks. */
    tokens: Type.Array(Type.Object({ state: oneOf(tokenStates), yours: Type.Boolean() })),
  }),
  portal: Type.Object({
    connector: Type.String(),
    /** The code under which the far side does not let the station in; null as long as it does. */
    refusal: NullableText,
    portal: Line,
    gateway: Line,
    waiting: Type.Integer(),
    /** Bytes of documents among what waits. */
    waitingBytes: Type.Integer(),
    /** Until all of it is through, as far as the last minutes tell; null: they do not. */
    secondsLeft: NullableInteger,
    /** Why copies do not go before an instant; null: they go. */
    held: Type.Unsafe<Static<typeof Held> | null>({ ...Held, type: ['object', 'null'] }),
    /** The lines of an office that has several. */
    lines: Type.Array(OneLine),
    rejected: Type.Integer(),
    /** The one-stop system beside the portal; null where the office has none. */
    beside: Type.Unsafe<Static<typeof Beside> | null>({ ...Beside, type: ['object', 'null'] }),
    /** Dossiers go or come on a USB stick: its folder is set. */
    stick: Type.Boolean(),
    /** Whether accounts of citizens can be looked up on this way. */
    accounts: Type.Boolean(),
    /** Whether this office works with appointments. */
    appointments: Type.Boolean(),
    /** Whether this office takes what comes from the portal to the desk. */
    online: Type.Boolean(),
    /** What officers put there by hand; null where the station sends everything itself. */
    byHand: Type.Unsafe<Static<typeof ByHand> | null>({ ...ByHand, type: ['object', 'null'] }),
  }),
  /** What the last look through the register found; null while nothing is known to be wrong. */
  registerTrouble: Type.Unsafe<Static<typeof RegisterTrouble> | null>({ ...RegisterTrouble, type: ['object', 'null'] }),
  /** The listening address of the settings, while it is not on this machine; null while it is. */
  lanAbsent: NullableText,
  /** Changed categories of the portal that wait for the unit admin's word. */
  categoriesWait: Type.Integer(),
  /** Whether the date may go on a certificate. */
  clock: Type.Object({ state: oneOf(clockStates) }),
  /** Null before the first measure. Bytes. */
  disk: Type.Unsafe<Static<typeof Disk> | null>({ ...Disk, type: ['object', 'null'] }),
  certificates: Type.Array(CertificateTerm),
  /** The age of the last verified backup. */
  backup: Type.Object({ level: oneOf(backupLevels), running: Type.Boolean(), lastVerifiedAt: NullableInstant }),
  /** Where the numbers of the office's register come from. */
  numbersFrom: oneOf(NUMBER_SOURCES),
  /** Numbers wait for an officer's word, for the database came out of this backup; null while they are given as usual. */
  numbersWait: Type.Unsafe<Static<typeof NumbersWait> | null>({ ...NumbersWait, type: ['object', 'null'] }),
});
export type StationAnswer = Static<typeof StationAnswer>;

/** A line by its name, and whether nothing is to go by it. */
export const LinePauseBody = closed({ name: Type.String({ minLength: 1, maxLength: 80 }), paused: Type.Boolean() });
export type LinePauseBody = Static<typeof LinePauseBody>;

const LineSlot = Type.Object({ at: Instant, state: oneOf(['up', 'down', 'unknown']) });

/** A coded line of the program's log; `count` equal ones in a row, from `since` to `at`. */
const LogLine = Type.Object({
  since: Instant,
  at: Instant,
  level: oneOf(['info', 'warn', 'error']),
  code: Type.String(),
  count: Type.Integer(),
});

/** What only the technician's view shows. `line.slots`: those of the last day in which the station ran. */
export const MachineAnswer = Type.Object({
  readAt: Instant,
  line: Type.Object({ slotMs: Type.Integer(), slots: Type.Array(LineSlot) }),
  program: Type.Object({
    version: Type.String(),
    node: Type.String(),
    sqlite: Type.String(),
    system: Type.String(),
    startedAt: Instant,
  }),
  /** The titles of settings whose stored value does not fit: another one is in force. */
  settingsUnfit: Type.Array(Type.Object({ vi: Type.String(), en: Type.String() })),
  /** Documents that nobody can open any more. */
  lostKeys: LostKeys,
  /** The newest first. */
  log: Type.Array(LogLine),
});
export type MachineAnswer = Static<typeof MachineAnswer>;

/** What is to be tested: a scanner by its id, or the tokens. */
export const SelfTestBody = Type.Union([
  closed({ part: Type.Literal('scanner'), id: Type.String({ minLength: 1, maxLength: 500 }) }),
  closed({ part: Type.Literal('tokens') }),
]);
export type SelfTestBody = Static<typeof SelfTestBody>;

/**
 * What a test found. A scanner: how many of its settings the driver read. The tokens: each one's certificates, which were
 * read without a PIN.
 */
export const SelfTestAnswer = Type.Object({
  measuredAt: Instant,
  tookMs: Type.Integer(),
  failureCode: NullableText,
  settings: NullableInteger,
  tokens: Type.Array(
    Type.Object({ state: oneOf(tokenStates), certificates: Type.Array(Type.Object({ daysLeft: Type.Integer() })) }),
  ),
});
export type SelfTestAnswer = Static<typeof SelfTestAnswer>;
