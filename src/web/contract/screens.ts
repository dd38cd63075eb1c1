import { type Static, Type } from 'typebox';
import { screenPurposes } from '../../common/screen-purposes.ts';
import { closed, Instant, NullableInstant, NullablePerson, NullableText, oneOf } from './shapes.ts';

export { type ScreenPurpose, screenPurposes } from '../../common/screen-purposes.ts';

/** How it stands with the screen that asks. `waiting` alone has a code, `paired` alone a purpose. */
export const PairingAnswer = Type.Object({
  state: oneOf(['none', 'waiting', 'paired']),
  /** Six digits. */
  code: NullableText,
  /** Until when the code counts. */
  until: NullableInstant,
  /** Null also at the box's own screen, which has no name. */
  name: NullableText,
  purpose: Type.Unsafe<(typeof screenPurposes)[number] | null>({
    type: ['string', 'null'],
    enum: [...screenPurposes, null],
  }),
});
export type PairingAnswer = Static<typeof PairingAnswer>;

const name = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' });
const purpose = oneOf(screenPurposes);

export const ApprovalBody = closed({ code: Type.String({ pattern: '^[0-9]{6}$' }), name, purpose });
export type ApprovalBody = Static<typeof ApprovalBody>;
export const ScreenBody = closed({ name, purpose });
export type ScreenBody = Static<typeof ScreenBody>;

export const ScreenAnswer = Type.Object({
  id: Type.String(),
  name: Type.String(),
  purpose,
  pairedAt: Instant,
  /** Null: paired at the box, by `tram pair`. */
  pairedBy: NullablePerson,
  lastSeenAt: Instant,
  /** Whether this is the screen that asks. */
  here: Type.Boolean(),
});
export type ScreenAnswer = Static<typeof ScreenAnswer>;

export const ScreenList = Type.Object({
  screens: Type.Array(ScreenAnswer),
  /** Screens that show a code now; the code itself is read from the screen. */
  waiting: Type.Array(Type.Object({ address: Type.String(), askedAt: Instant })),
});
export type ScreenList = Static<typeof ScreenList>;

/** The station's authority, by which a machine knows the station, and the page from which it is installed. */
export const AuthorityAnswer = Type.Object({
  names: Type.Array(Type.String()),
  /** Upper-case hexadecimal. */
  sha256: Type.String(),
  /** The same in SHA-1: the only one that Windows shows. */
  sha1: Type.String(),
  notAfter: Instant,
  installPage: Type.Object({
    /** Null while it is closed. */
    until: NullableInstant,
    addresses: Type.Array(Type.String()),
  }),
});
export type AuthorityAnswer = Static<typeof AuthorityAnswer>;
