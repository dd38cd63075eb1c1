import type { Failure } from '../../common/result.ts';
import { type PinState, type TokenInfo, type TokenPort, tokenDelays } from './port.ts';

/** What the watch reports; each change once. The receiver journals it by serial number, never by name. */
export interface TokenNews {
  readonly inserted: (token: TokenInfo) => void;
  readonly removed: (token: TokenInfo) => void;
  readonly pinStateChanged: (token: TokenInfo, before: PinState) => void;
  /** The tokens cannot be seen; what was last known stays. Reported when the code changes. */
  readonly failed: (failure: Failure) => void;
  /** The tokens can be seen again. */
  readonly recovered: () => void;
}

export interface TokenWatch {
  /** The tokens as last seen. */
  readonly tokens: () => readonly TokenInfo[];
  /** Looks now and reports what changed: the screens ask for it before they show a token. */
  readonly look: () => Promise<void>;
  /** Ends the watch; resolves when no look is under way. */
  readonly stop: () => Promise<void>;
}

const keyOf = (token: TokenInfo): string => `${token.model}\n${token.tokenSerial}\n${token.tokenLabel}`;

/** Looks at the tokens every `pollMs` and reports the changes. The first look reports the tokens that are there. */
export function watchTokens(port: TokenPort, news: TokenNews, pollMs: number = tokenDelays.pollMs): TokenWatch {
  let known = new Map<string, TokenInfo>();
  let failing: string | undefined;
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const lookOnce = async (): Promise<void> => {
    const answer = await port.inspect();
    if (stopped) return;
    if (!answer.ok) {
      if (failing !== answer.error.code) news.failed(answer.error);
      failing = answer.error.code;
      return;
    }
    if (failing !== undefined) news.recovered();
    failing = undefined;
    const before = known;
    known = new Map(answer.value.map((token) => [keyOf(token), token]));
    for (const [key, token] of before) if (!known.has(key)) news.removed(token);
    for (const [key, token] of known) {
      const earlier = before.get(key);
      if (earlier === undefined) news.inserted(token);
      else if (earlier.pinState !== token.pinState) news.pinStateChanged(token, earlier.pinState);
    }
  };

  const look = (): Promise<void> => {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  };

  const poll = async (): Promise<void> => {
    await look();
    if (!stopped) timer = setTimeout(() => void poll(), pollMs);
  };
  void poll();

  return {
    tokens: () => [...known.values()],
    look,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
