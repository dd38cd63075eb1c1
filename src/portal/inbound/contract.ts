/**
 * What comes from the portal to the desk, free of any wire format. A connector that has a way for it offers
 * `InboundServices`; what of it the far side does not have is `not-offered`.
 */
import { type Static, Type } from 'typebox';
import { COPIES } from '../../certification/index.ts';
import type { Code } from '../../common/codes/index.ts';
import type { CivilDate } from '../../common/vietnam-time.ts';
import type { Outcome, Unreachable } from '../connector.ts';

const text = (limit: number) => Type.String({ minLength: 1, maxLength: limit });
const exact = { additionalProperties: false } as const;
/** Epoch milliseconds UTC. */
const instant = Type.Integer({ minimum: 0, maximum: 253_402_300_799_000 });

/** What is known of a fee paid on the portal. Absent means *not known*, which is never taken for paid or for unpaid. */
export const OnlinePayment = Type.Object(
  {
    paid: Type.Boolean(),
    /** Whole đồng. */
    amount: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
    at: Type.Optional(instant),
    /** The payment platform's number of the transaction. */
    reference: Type.Optional(text(100)),
  },
  exact,
);
export type OnlinePayment = Static<typeof OnlinePayment>;

/** A request as its citizen filed it, under the portal's own code. */
export const OnlineRequest = Type.Object(
  {
    /** MaHoSo of the portal: the dossier that is opened from it has no other. */
    code: Type.String({ pattern: '^[A-Z0-9][A-Z0-9.]*-[0-9]{6,8}-[0-9]{4,12}$', maxLength: 60 }),
    procedureCode: text(60),
    filedAt: instant,
    /** The national status, 1 to 10. */
    statusCode: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
    requester: Type.Object(
      {
        name: text(500),
        identityNumber: Type.Optional(text(20)),
        phone: Type.Optional(text(50)),
        email: Type.Optional(text(254)),
        /** MaDoiTuong: the citizen's account (TechID). */
        accountId: Type.Optional(text(60)),
      },
      exact,
    ),
    subject: Type.String({ maxLength: 4000 }),
    /** The papers that the citizen says to bring, and how many paper copies of each. */
    papers: Type.Array(
      Type.Object({ title: text(500), paperCopies: Type.Integer({ minimum: 0, maximum: COPIES.max - 1 }) }, exact),
      { maxItems: 50 },
    ),
    payment: Type.Optional(OnlinePayment),
  },
  exact,
);
export type OnlineRequest = Static<typeof OnlineRequest>;

/** An attached file as it came: hostile until somebody has looked. Null bytes: what came was no file. */
export interface AttachedFile {
  readonly name: string;
  readonly bytes: Uint8Array | null;
}

/** A request with what was attached to it. */
export interface FetchedRequest {
  readonly request: OnlineRequest;
  readonly files: readonly AttachedFile[];
}

/** A line of the portal's list. */
export interface ListedRequest {
  readonly code: string;
  readonly statusCode: number | null;
  /** Null where the list does not say. */
  readonly procedureCode: string | null;
  /** Changes when anything that the list says of it does, so that only what is new is fetched over the line. */
  readonly stamp: string;
}

/** What the office decided of a request. */
export interface RequestAnswer {
  readonly code: string;
  readonly accountId: string;
  readonly decision: 'accepted' | 'supplement' | 'refused';
  /** What the citizen reads. */
  readonly words: string;
  /** When the officer decided, epoch milliseconds: the same however often it is sent. */
  readonly at: number;
}

/** An appointment that a citizen made. */
export const Appointment = Type.Object(
  {
    /** What its source calls it: the same however often it is brought. */
    reference: text(200),
    at: instant,
    name: text(500),
    identityNumber: Type.Optional(text(20)),
    phone: Type.Optional(text(50)),
    originals: Type.Integer({ minimum: 1, maximum: 100 }),
    note: Type.Optional(Type.String({ maxLength: 1000 })),
    cancelled: Type.Boolean(),
  },
  exact,
);
export type Appointment = Static<typeof Appointment>;

/** `isWhole`: none of those that were named had to be passed over. */
export interface AppointmentsFound {
  readonly found: readonly Appointment[];
  readonly isWhole: boolean;
}

/** What a question brought. `unusable`: the far side answered about this one thing what cannot be taken. */
export type Asked<T> =
  | { readonly kind: 'answer'; readonly value: T }
  | { readonly kind: 'not-offered' }
  | { readonly kind: 'unusable'; readonly code: Code }
  | Unreachable;

type Options = { readonly signal: AbortSignal };

/** What a connector can ask for. None of the questions changes anything at the far side. */
export interface InboundServices {
  /** The requests filed or changed from one day to another, both counted. */
  listRequests(
    days: { readonly from: CivilDate; readonly to: CivilDate },
    options: Options,
  ): Promise<Asked<ListedRequest[]>>;
  fetchRequest(code: string, options: Options): Promise<Asked<FetchedRequest>>;
  /** Tells the portal what was decided; sent again, it has the one effect. */
  answerRequest(answer: RequestAnswer, options: Options): Promise<Outcome>;
  listAppointments(
    days: { readonly from: CivilDate; readonly to: CivilDate },
    options: Options,
  ): Promise<Asked<AppointmentsFound>>;
  /** The account (TechID) of the citizen with this number; null when the portal says that there is none. */
  findAccount(identityNumber: string, options: Options): Promise<Asked<string | null>>;
}
