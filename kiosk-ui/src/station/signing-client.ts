import type { Failed } from './reply.ts';

/** What the signing client on this PC answered; `away` when it cannot be reached, `silent` when it said nothing in time. */
export type ClientAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly message: string;
      readonly certificate: string | undefined;
    }
  | { readonly kind: 'away' | 'silent' };

/** One socket, one frame, one answer: so the client wants it. Never throws. */
export function askSigningClient(url: string, frame: string, patienceMs: number): Promise<ClientAnswer> {
  return new Promise((resolve) => {
    let opened = false;
    const socket = new WebSocket(url);
    const end = (answer: ClientAnswer): void => {
      clearTimeout(timer);
      socket.close();
      resolve(answer);
    };
    const timer = setTimeout(() => end({ kind: opened ? 'silent' : 'away' }), patienceMs);
    socket.addEventListener('open', () => {
      opened = true;
      socket.send(frame);
    });
    socket.addEventListener('message', (event) => end(read(String(event.data))));
    socket.addEventListener('close', () => end({ kind: opened ? 'silent' : 'away' }));
  });
}

function read(text: string): ClientAnswer {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== 'object' || answer === null) return { kind: 'silent' };
    const { Status, Message, CertBase64 } = answer as Record<string, unknown>;
    return {
      kind: 'answered',
      status: typeof Status === 'number' ? Status : -1,
      message: typeof Message === 'string' ? Message.slice(0, 500) : '',
      certificate: typeof CertBase64 === 'string' && CertBase64 !== '' ? CertBase64.replaceAll(/\s/g, '') : undefined,
    };
  } catch {
    return { kind: 'silent' };
  }
}

/** A failure that this screen found out by itself, with its sentence. */
export async function ownFailure(code: 'SIGN-CLIENT-AWAY' | 'SIGN-CLIENT-REFUSED'): Promise<Failed> {
  const { codes } = await import('./code-table.ts');
  return { status: codes[code].status, code, message: codes[code].vi, messageEn: codes[code].en, facts: {} };
}
