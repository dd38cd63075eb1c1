import type { SignInAnswer } from '../../../../src/web/contract/index.ts';
import type { Failed, Reply } from '../../station/reply.ts';

/** What each step of the sign-in is given. */
export interface StepProps {
  readonly username: string;
  readonly password: string;
  readonly busy: boolean;
  readonly failure: Failed | null;
  /** Signs in with what was typed, and the code of the second step. Null when a request is under way already. */
  readonly submit: (code?: string) => Promise<Reply<SignInAnswer> | null>;
  readonly back: () => void;
}
