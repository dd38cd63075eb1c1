import { type Static, Type } from 'typebox';
import { ROLES, SIGNATURE_BLOCK_KINDS } from '../../certification/index.ts';
import { tokenStates } from '../../devices/token/port.ts';
import {
  CivilDate,
  closed,
  Id,
  Instant,
  NullableInstant,
  NullablePerson,
  NullableText,
  NullableWords,
  oneOf,
  Words,
} from './shapes.ts';

const NullableDate = Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'date', maxLength: 10 });
const shortText = { minLength: 1, maxLength: 200 };

/** A decision of its own for one role; the role then holds within its dates and within the officer's. */
const RoleTerm = closed({
  role: oneOf(ROLES),
  decisionNumber: Type.String(shortText),
  validFrom: CivilDate,
  validTo: NullableDate,
});

const officer = {
  fullName: Type.String({ maxLength: 1600 }),
  roles: Type.Array(oneOf(ROLES), { maxItems: ROLES.length, uniqueItems: true }),
  roleTerms: Type.Array(RoleTerm, { maxItems: 50 }),
  positionTitle: Type.String(shortText),
  decisionNumber: Type.String(shortText),
  validFrom: CivilDate,
  validTo: NullableDate,
  signatureBlock: Type.Unsafe<(typeof SIGNATURE_BLOCK_KINDS)[number] | null>({
    type: ['string', 'null'],
    enum: [...SIGNATURE_BLOCK_KINDS, null],
  }),
  delegationDocument: Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: 200 }),
  certificateSha256: Type.Unsafe<string | null>({ type: ['string', 'null'], pattern: '^[0-9a-f]{64}$' }),
  certificateSerial: Type.Unsafe<string | null>({ type: ['string', 'null'], pattern: '^[0-9A-F]{1,40}$' }),
};

const username = Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{1,39}$' });

/** A written permission to seal what one has created oneself. */
const Permission = Type.Object({
  id: Type.String(),
  document: Type.String(),
  validFrom: Type.String(),
  validTo: NullableDate,
});

export const OfficerAnswer = Type.Object({
  id: Type.String(),
  username: Type.String(),
  ...officer,
  /** The roles that hold today, by the officer's decision and by those of single roles. */
  rolesToday: Type.Array(oneOf(ROLES)),
  /** While it lasts. */
  lockedUntil: NullableInstant,
  mustChangePassword: Type.Boolean(),
  permissions: Type.Array(Permission),
  /** What a change starts from. */
  version: Type.Integer(),
  /** Whether one-time codes are set up. */
  hasCodes: Type.Boolean(),
});
export type OfficerAnswer = Static<typeof OfficerAnswer>;
export const OfficerList = Type.Object({
  officers: Type.Array(OfficerAnswer),
  today: Type.String(),
  /** Until when there is a unit admin without a gap: null when there is no end. */
  adminUntil: NullableDate,
});
export type OfficerList = Static<typeof OfficerList>;

export const NewOfficerBody = closed({ username, ...officer });
export type NewOfficerBody = Static<typeof NewOfficerBody>;
export const OfficerBody = closed({ ...officer, version: Type.Integer() });
export type OfficerBody = Static<typeof OfficerBody>;

/** The password is in this answer alone; whoever gets it has to change it at the first sign-in. */
export const FirstPasswordAnswer = Type.Object({ officer: OfficerAnswer, firstPassword: Type.String() });
export type FirstPasswordAnswer = Static<typeof FirstPasswordAnswer>;

export const PermissionParams = closed({ id: Id, permissionId: Id });
export const PermissionBody = closed({ document: Type.String(shortText), validFrom: CivilDate, validTo: CivilDate });
export type PermissionBody = Static<typeof PermissionBody>;

/** The tokens now plugged in with their certificates, for binding one to an officer. */
export const PluggedTokens = Type.Object({
  failureCode: NullableText,
  tokens: Type.Array(
    Type.Object({
      label: Type.String(),
      serial: Type.String(),
      state: oneOf(tokenStates),
      certificates: Type.Array(
        Type.Object({
          sha256: Type.String(),
          serial: Type.String(),
          subject: Type.String(),
          notBefore: Instant,
          notAfter: Instant,
        }),
      ),
    }),
  ),
});
export type PluggedTokens = Static<typeof PluggedTokens>;

export const SettingParams = closed({ key: Type.String({ maxLength: 100 }) });
export const SettingBody = closed({
  value: Type.Unknown(),
  /** The `changedAt` of the answer that the change started from: somebody else's change in between is not overwritten. */
  before: Type.Optional(NullableInstant),
});
export type SettingBody = Static<typeof SettingBody>;
export const SettingAnswer = Type.Object({
  key: Type.String(),
  group: Type.String(),
  groupTitle: Words,
  title: Words,
  reason: Words,
  unit: NullableWords,
  value: Type.Unknown(),
  default: Type.Unknown(),
  /** A new value counts from the next start on. */
  restart: Type.Boolean(),
  /** JSON Schema of the value, with the names of columns and choices. */
  schema: Type.Unknown(),
  /** Null while nobody has touched it. */
  changedAt: NullableInstant,
  /** Null for what was set when the station was set up. */
  changedBy: NullablePerson,
  /** It was changed since the start, and the start it waits for has not come. */
  waits: Type.Boolean(),
});
export type SettingAnswer = Static<typeof SettingAnswer>;
export const SettingList = Type.Object({ settings: Type.Array(SettingAnswer) });
export type SettingList = Static<typeof SettingList>;

const Holiday = closed({ date: CivilDate, name: Type.String(shortText), working: Type.Boolean() });
/** Days off, and weekend days worked instead (`working`). */
export const Holidays = closed({ days: Type.Array(Holiday, { maxItems: 1000 }) });
export type Holidays = Static<typeof Holidays>;

export const HolidayChange = closed({
  add: Type.Array(Holiday, { maxItems: 100 }),
  remove: Type.Array(CivilDate, { maxItems: 100 }),
});
export type HolidayChange = Static<typeof HolidayChange>;

/** Open dossiers that would be due at another time; `wouldBe` is null where none can be worked out. */
export const HolidayEffect = Type.Object({
  count: Type.Integer(),
  dossiers: Type.Array(Type.Object({ code: Type.String(), dueAt: Instant, wouldBe: NullableInstant })),
});
export type HolidayEffect = Static<typeof HolidayEffect>;

export const IMAGE_KINDS = ['seal', 'signature'] as const;
const millimetres = Type.Integer({ minimum: 5, maximum: 100 });

export const ImageQuery = closed({
  kind: oneOf(IMAGE_KINDS),
  /** Whose signature it is; none for the seal. */
  officerId: Type.Optional(Id),
  widthMm: millimetres,
  heightMm: millimetres,
  validFrom: CivilDate,
});
export type ImageQuery = Static<typeof ImageQuery>;

/** What is known of the images; the images themselves are given to nobody. */
export const ImageList = Type.Object({
  today: Type.String(),
  images: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: oneOf(IMAGE_KINDS),
      officer: NullablePerson,
      widthMm: Type.Number(),
      heightMm: Type.Number(),
      validFrom: Type.String(),
      inForce: Type.Boolean(),
      sha256: Type.String(),
      bytes: Type.Integer(),
      addedAt: Instant,
      /** Null for what came with the set-up of the station. */
      addedBy: NullablePerson,
    }),
  ),
});
export type ImageList = Static<typeof ImageList>;
