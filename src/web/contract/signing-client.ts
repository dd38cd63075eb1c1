import { type Static, Type } from 'typebox';
import { closed, Id, Instant } from './shapes.ts';

/** What the screen needs to speak to the government signing client on the officer's own PC. */
export const SigningClient = Type.Object({
  /** `wss://127.0.0.1:8987` */
  address: Type.String(),
  /** The function that signs, a part of the address. */
  endpoint: Type.String(),
});
export type SigningClient = Static<typeof SigningClient>;

/** The one frame that is sent to the client for a file; its members are the client's. */
export const ClientRequest = Type.Object({
  FileUploadHandler: Type.String(),
  SessionId: Type.String(),
  JWTToken: Type.String(),
  FileName: Type.String(),
  MetaData: Type.Array(Type.Object({ Key: Type.String(), Value: Type.String() })),
});

/** The files of an attempt, handed out; each under addresses that open this file and nothing else. */
export const ClientJobs = Type.Object({
  client: SigningClient,
  expiresAt: Instant,
  jobs: Type.Array(Type.Object({ originalId: Id, request: ClientRequest })),
});
export type ClientJobs = Static<typeof ClientJobs>;

export const ClientTokenParams = closed({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) });

/** What the client is answered when it has posted a signed file, in its own words. */
export const UploadAnswer = Type.Object({
  Status: Type.Boolean(),
  Message: Type.String(),
  FileName: Type.String(),
  FileServer: Type.String(),
  DocumentNumber: Type.String(),
});
export type UploadAnswer = Static<typeof UploadAnswer>;
