import { type Static, Type } from 'typebox';
import type { Code } from '../common/codes/index.ts';
import type { CategoryQuery } from './categories/category.ts';
import type { Pulled } from './categories/read.ts';
import type { ModuleField } from './connectors/manual/module-fields.ts';
import type { CopyReader } from './documents/copy-reader.ts';
import type { InboundServices } from './inbound/contract.ts';

const text = (limit: number) => Type.String({ minLength: 1, maxLength: limit });
/** An instant, epoch milliseconds UTC, within the years a four-digit date can name. */
const instant = Type.Integer({ minimum: 0, maximum: 253_402_300_799_000 });
/** The portal's dossier status, the same in every client program known: 1 newly registered … 10 result returned. */
const status = Type.Integer({ minimum: 1, maximum: 10 });

/**
 * A dossier as the office means it, free of any wire format. Times are epoch milliseconds UTC, money is whole đồng,
 * text is NFC or NFD. An absent key means *not known* or *not yet*.
 */
export const PortalDossier = Type.Object(
  {
    /** MaHoSo: made once by the station, the key of every later update. */
    dossierCode: Type.String({ pattern: '^[A-Z0-9][A-Z0-9.]*-[0-9]{6,8}-[0-9]{4,12}$', maxLength: 60 }),
    procedureCode: text(60),
    procedureName: text(1000),
    fieldCode: text(60),
    fieldName: text(500),
    requesterName: text(500),
    requesterKind: Type.Optional(Type.Enum(['citizen', 'business', 'state-body', 'organisation'])),
    requesterIdentityNumber: Type.Optional(Type.String({ maxLength: 20 })),
    phone: Type.Optional(Type.String({ maxLength: 50 })),
    email: Type.Optional(Type.String({ maxLength: 200 })),
    /** MaDoiTuong: the account at the portal, of a dossier that was filed there. */
    accountId: Type.Optional(Type.String({ maxLength: 60 })),
    subject: text(4000),
    channel: Type.Optional(Type.Enum(['counter', 'online', 'post'])),
    returnBy: Type.Optional(Type.Enum(['counter', 'post'])),
    /** When it was filed online, before the office received it. */
    filedAt: Type.Optional(instant),
    /** Only where the portal has said so: absent is not known. */
    paidOnline: Type.Optional(Type.Boolean()),
    receivedAt: instant,
    dueAt: Type.Optional(instant),
    finishedAt: Type.Optional(instant),
    returnedAt: Type.Optional(instant),
    refusedAt: Type.Optional(instant),
    statusCode: status,
    processingUnit: text(500),
    receptionSlipNumber: Type.Optional(Type.String({ maxLength: 100 })),
    note: Type.Optional(Type.String({ maxLength: 10_000 })),
    fees: Type.Array(
      Type.Object(
        {
          code: Type.String({ maxLength: 60 }),
          name: text(500),
          amount: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
          collectedAt: Type.Optional(Type.Enum(['reception', 'supplement', 'return'])),
        },
        { additionalProperties: false },
      ),
      { maxItems: 200 },
    ),
    /** A result that the portal was told of has been taken back: its list of results is to be told anew. */
    recalled: Type.Optional(Type.Literal(true)),
    /** The papers that were brought, in their order. */
    originals: Type.Optional(Type.Array(Type.Object({ title: text(4000) }, { additionalProperties: false }))),
    results: Type.Array(
      Type.Object(
        {
          title: text(4000),
          resultCode: text(60),
          originalId: text(60),
          /** Where the copy can be fetched. */
          url: Type.Optional(Type.String({ pattern: '^https?://[\\x21-\\x7e]+$', maxLength: 2000 })),
          /** What the portal calls the copy that it took itself. */
          file: Type.Optional(
            Type.Object({ id: text(200), hash: Type.String({ maxLength: 200 }) }, { additionalProperties: false }),
          ),
        },
        { additionalProperties: false },
      ),
      { maxItems: 500 },
    ),
  },
  { additionalProperties: false },
);
export type PortalDossier = Static<typeof PortalDossier>;

/** One step of the work on a dossier, as the citizen reads it on the portal. `at` is epoch milliseconds UTC. */
export const ProgressStep = Type.Object(
  {
    statusCode: status,
    officerName: text(500),
    title: Type.String({ maxLength: 500 }),
    unit: Type.String({ maxLength: 500 }),
    text: text(4000),
    at: instant,
  },
  { additionalProperties: false },
);
export type ProgressStep = Static<typeof ProgressStep>;

/** The far side's answer confirming a message. `at` is epoch milliseconds UTC; the hash is of the content sent last. */
export const Receipt = Type.Object(
  {
    connector: Type.String(),
    service: Type.String(),
    message: Type.String({ maxLength: 500 }),
    at: instant,
    requestSha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    /** Fields that were shortened to the portal's limits (`PORTAL-FIELD-SHORTENED`). */
    shortened: Type.Optional(Type.Array(Type.String())),
    /** The dossier's results were not among what was sent: the protocol takes them only beside certain states. */
    withoutResults: Type.Optional(Type.Literal(true)),
  },
  { additionalProperties: false },
);
export type Receipt = Static<typeof Receipt>;

/** The far side has it. */
export interface Confirmed {
  readonly kind: 'confirmed';
  readonly receipt: Receipt;
}

/** The content is refused; repeating it changes nothing, a person must look. */
export interface Rejected {
  readonly kind: 'rejected';
  readonly code: Code;
  /** The far side's own words, for the officer's screen only: they may name a person and are never logged. */
  readonly message?: string;
}

/** No usable answer: whether it arrived is unknown, and the same message is to be sent again later. */
export interface Unreachable {
  readonly kind: 'unreachable';
  readonly code: Code;
  /** The wait the far side asked for (Retry-After), milliseconds. */
  readonly retryAfterMs?: number;
  /** Whether the far side kept a part of it, so that the next attempt has less to do. */
  readonly progressed?: boolean;
  readonly message?: string;
}

/** What came of a send. */
export type Outcome = Confirmed | Rejected | Unreachable;

/** What the far side says that it has of a dossier; null where it does not say. */
export interface FarDossier {
  /** The national status, 1 to 10. */
  readonly statusCode: number | null;
  /** The results it lists. */
  readonly results: readonly { readonly resultCode: string | null; readonly url: string | null }[] | null;
}

/** What a look-up brought. `not-offered`: this far side has no such service, and asking again changes nothing. */
export type LookUp =
  | { readonly kind: 'found'; readonly dossier: FarDossier }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-offered' }
  | Unreachable;

/**
 * A way to the portal. `automatic`: the station sends what waits. `attended`: an officer does it in the portal's own
 * module and enters what the portal answered; nothing is sent, and no line is watched. `carried`: what waits goes on a USB
 * stick to another station, which sends it.
 */
export type AnyConnector = Connector | AttendedConnector | CarriedConnector;

/** An officer is the way: the connector says what the officer needs. */
export interface AttendedConnector {
  readonly kind: 'attended';
  readonly name: string;
  /** The fields of the portal's module, in its order. */
  readonly fields: readonly ModuleField[];
}

/** A stick is the way: what waits is put into bundles. */
export interface CarriedConnector {
  readonly kind: 'carried';
  readonly name: string;
}

/** What the far side calls a dossier: a number or id that it gave, its own code. */
export type ReferenceName = 'number' | 'id' | 'code';

/** The far side's names of one dossier, beside the station's own code. `keep` is durable when it returns. */
export interface PortalReferences {
  find(name: ReferenceName): string | undefined;
  keep(name: ReferenceName, value: string): void;
}

/** A copy on its way. `filename`: ASCII, without personal data. */
export interface OutgoingDocument {
  readonly copy: CopyReader;
  readonly filename: string;
  /** It goes whatever holds others back. */
  readonly urgent?: boolean;
}

/** What came of a copy that the portal takes itself; `file` is what later messages call it. */
export interface DocumentOutcome {
  readonly outcome: Outcome;
  readonly file: { readonly id: string; readonly hash: string } | null;
}

/**
 * A wire protocol towards the portal. Both sends are idempotent: the same message sent again, whether or not the
 * first one arrived, leaves one dossier with the same content at the portal.
 */
export interface Connector {
  readonly kind: 'automatic';
  readonly name: string;
  /** A URL whose answer, whatever it says, proves that the line works. */
  readonly probeUrl: string;
  /**
   * Whether the far side itself refuses to add a dossier that it has. Where it does not, the outbox looks up before
   * every add; where it does, only when an earlier attempt may have arrived.
   */
  readonly refusesSecondAdd: boolean;
  /** Asks what the far side has of a dossier. Changes nothing there. */
  lookUp?(dossierCode: string, options: { signal: AbortSignal }): Promise<LookUp>;
  /** Why the far side does not let the station in; null as long as it does, or has not been asked. */
  readonly refusal: Code | null;
  /** Sends a dossier. `known`: the portal has confirmed this dossier code before, so this is an update. */
  syncDossier(
    dossier: PortalDossier,
    options: { known: boolean; references: PortalReferences; signal: AbortSignal },
  ): Promise<Outcome>;
  /** Reports steps of a dossier that the portal has. Steps may come in any order; they are sent sorted by time. */
  reportProgress(
    dossierCode: string,
    steps: readonly ProgressStep[],
    options: { references: PortalReferences; signal: AbortSignal },
  ): Promise<Outcome>;
  /** What comes from the portal to the desk, where this connector has a way for it. */
  readonly inbound?: InboundServices;
  /** Asks for a category (danh mục). Changes nothing there; a connector without this has none. */
  pullCategory?(query: CategoryQuery, options: { signal: AbortSignal }): Promise<Pulled>;
  /** Takes a copy. A connector without this leaves copies to the document gateway and is told their address. */
  sendDocument?(document: OutgoingDocument, options: { signal: AbortSignal }): Promise<DocumentOutcome>;
}
