import { codes } from '../../common/codes/index.ts';
import { timestampAnchors } from '../../workflow/extending/policy.ts';
import { copyView } from '../../workflow/views/index.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { IdParams, VerificationAnswer } from '../contract/index.ts';
import { accepted, Refused } from '../http/refused.ts';
import { handleOf, sendDocument } from '../http/send-document.ts';
import { binary } from './binary.ts';

const holders = ['creator', 'signer', 'seal-keeper'] as const;
const checkers = [...holders, 'inspector'] as const;

/** The certified copy, and what our own verifier says of it. */
export function copyRoutes(app: App, { office, views }: RouteContext): void {
  const { store } = office;

  app.route({
    method: 'GET',
    url: '/api/originals/:id/copy.pdf',
    config: { roles: holders },
    schema: {
      tags: ['copies'],
      summary: 'The certified electronic copy',
      params: IdParams,
      response: binary('application/pdf'),
    },
    handler: async (request, reply) => {
      const { actor } = signedIn(request);
      const { id } = request.params;
      const { document } = accepted(copyView(store, actor.roles, id));
      const look = { act: 'view-copy', objectType: 'original', objectId: id } as const;
      views.record(actor, holders, { ...look, facts: { sha256: document.sha256 } });
      return await sendDocument(store, reply, document, 'application/pdf');
    },
  });

  app.route({
    method: 'GET',
    url: '/api/originals/:id/copy/verification',
    config: { roles: checkers },
    schema: {
      tags: ['copies'],
      summary: 'Check every byte and both signatures of the copy, now',
      params: IdParams,
      response: { 200: VerificationAnswer },
    },
    handler: async (request): Promise<VerificationAnswer> => {
      const { actor } = signedIn(request);
      const { id } = request.params;
      const { document, expected } = accepted(copyView(store, actor.roles, id));
      views.recordOnce(actor, checkers, { act: 'verify-copy', objectType: 'original', objectId: id });
      const at = office.clock.now();
      const verified = await office.tasks.verify({
        document: accepted(handleOf(store, document)),
        expected,
        trustAnchors: office.trustAnchors,
        timestampAnchors: timestampAnchors(office, store.db),
        intermediates: office.intermediates,
        at,
      });
      if (verified.ok) {
        const { signatures, timestamps, ...facts } = verified.value;
        const lines = { signatures: [...signatures], timestamps: [...timestamps] };
        return { complete: true, code: null, message: null, ...facts, ...lines, verifiedAt: at };
      }
      const { code } = verified.error;
      // What the verifier finds is an answer; that it could not look is none.
      if (!code.startsWith('COPY-')) throw new Refused(verified.error);
      const message = codes[code].vi;
      const nothing = { sha256: null, length: null, signatures: [], level: null, timestamps: [] };
      return { complete: false, code, message, ...nothing, verifiedAt: at };
    },
  });
}
