import { useEffect, useState } from 'preact/hooks';
import type { VisitorFees } from '../../../../src/web/contract/index.ts';
import { call } from '../../station/call.ts';
import type { Reply } from '../../station/reply.ts';

/** A station that does not answer is asked again this often (milliseconds). */
const againMs = 2_000;

/** The fees of today; asked until the station answers. */
export function useFees(): Reply<VisitorFees> | null {
  const [reply, setReply] = useState<Reply<VisitorFees> | null>(null);
  useEffect(() => {
    const own = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const path = '/api/visitor/fees';
      const answer = await call<VisitorFees>({ method: 'GET', path, background: true, signal: own.signal });
      if (own.signal.aborted) return;
      setReply(answer);
      if (!answer.ok) timer = setTimeout(() => void ask(), againMs);
    };
    void ask();
    return () => {
      own.abort();
      clearTimeout(timer);
    };
  }, []);
  return reply;
}
