import type { OriginalState, Role } from '../../certification/index.ts';
import type { Result } from '../../common/result.ts';
import type { OriginalRow } from '../../store/repositories/dossiers.ts';
import { compare } from '../../workflow/commands/compare.ts';
import { confirmSecrecy } from '../../workflow/commands/confirm-secrecy.ts';
import { submit } from '../../workflow/commands/submit.ts';
import { settingsOf } from '../../workflow/office.ts';
import { originalDetail } from '../../workflow/views/index.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { ActAnswer, ComparisonBody, IdParams, OriginalDetail, SecrecyBody, SubmissionBody } from '../contract/index.ts';
import { accepted } from '../http/refused.ts';

const readers: readonly Role[] = ['creator', 'signer', 'seal-keeper', 'inspector'];

/** How an original stands after an act. */
export function afterAct(result: Result<OriginalRow>): ActAnswer {
  const { id, state, version } = accepted(result);
  return { id, state: state as OriginalState, version };
}

/** The version that the officer saw, for the command. */
export function seen({ version }: { readonly version?: number | undefined }): { readonly expectedVersion?: number } {
  return version === undefined ? {} : { expectedVersion: version };
}

/** An original, and what the creator does with it up to its submission. */
export function originalRoutes(app: App, { office, views }: RouteContext): void {
  const { db } = office.store;

  app.route({
    method: 'GET',
    url: '/api/originals/:id',
    config: { roles: readers },
    schema: { tags: ['originals'], summary: 'An original', params: IdParams, response: { 200: OriginalDetail } },
    handler: (request) => {
      const { actor, officer } = signedIn(request);
      const { id } = request.params;
      const detail = accepted(originalDetail(db, settingsOf(office), officer, id, office.clock.now()));
      views.recordOnce(actor, readers, { act: 'view-original', objectType: 'original', objectId: id });
      return Promise.resolve(detail);
    },
  });

  app.route({
    method: 'POST',
    url: '/api/originals/:id/secrecy-confirmation',
    config: { roles: ['creator'] },
    schema: {
      tags: ['originals'],
      summary: 'Confirm, before the first page is scanned, that the paper may be copied',
      params: IdParams,
      body: SecrecyBody,
      response: { 200: OriginalDetail },
    },
    handler: (request) => {
      const { actor, officer } = signedIn(request);
      const { id } = request.params;
      accepted(confirmSecrecy(office, actor, id, request.body));
      return Promise.resolve(accepted(originalDetail(db, settingsOf(office), officer, id, office.clock.now())));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/originals/:id/comparison',
    config: { roles: ['creator'] },
    schema: {
      tags: ['originals'],
      summary: 'Record the comparison with the paper, with the checklist and the chargeable pages',
      params: IdParams,
      body: ComparisonBody,
      response: { 200: ActAnswer },
    },
    handler: (request) => {
      const { ticked, chargeablePages, ...rest } = request.body;
      const input = { originalId: request.params.id, ticked, chargeablePages, ...seen(rest) };
      return Promise.resolve(afterAct(compare(office, signedIn(request).actor, input)));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/originals/:id/submission',
    config: { roles: ['creator'] },
    schema: {
      tags: ['originals'],
      summary: 'Submit a compared original to the signer',
      params: IdParams,
      body: SubmissionBody,
      response: { 200: ActAnswer },
    },
    handler: (request) => {
      const input = { originalId: request.params.id, ...seen(request.body) };
      return Promise.resolve(afterAct(submit(office, signedIn(request).actor, input)));
    },
  });
}
