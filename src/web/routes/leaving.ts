import { ACT_RULES, type Role } from '../../certification/index.ts';
import { type LeaveInput, leave, supplementReceived } from '../../workflow/commands/leave.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { ActAnswer, CancellationBody, IdParams, ReasonBody, RefusalBody, SubmissionBody } from '../contract/index.ts';
import { afterAct, seen } from './originals.ts';

/** The acts that need a reason and no more, by the last part of their address. */
const withReason = {
  'return-to-creator': 'return-to-creator',
  'return-to-signer': 'return-to-signer',
  'supplement-request': 'ask-supplement',
  withdrawal: 'withdraw',
  holding: 'hold',
} as const satisfies Record<string, LeaveInput['act']>;

/** The officers whom the law's table of acts names for one. */
function rolesOf(act: keyof typeof ACT_RULES): Role[] {
  return ACT_RULES[act].by.filter((role) => role !== 'station');
}

/** How an original goes back or out of the office's hands. */
export function leavingRoutes(app: App, { office }: RouteContext): void {
  for (const [name, act] of Object.entries(withReason)) {
    app.route({
      method: 'POST',
      url: `/api/originals/:id/${name}`,
      config: { roles: rolesOf(act) },
      schema: {
        tags: ['originals'],
        summary: `The act “${act}”, with its reason`,
        params: IdParams,
        body: ReasonBody,
        response: { 200: ActAnswer },
      },
      handler: (request) => {
        const { reason, ...rest } = request.body;
        const input = { originalId: request.params.id, act, reason, ...seen(rest) };
        return Promise.resolve(afterAct(leave(office, signedIn(request).actor, input)));
      },
    });
  }

  app.route({
    method: 'POST',
    url: '/api/originals/:id/refusal',
    config: { roles: rolesOf('refuse') },
    schema: {
      tags: ['originals'],
      summary: 'Refuse, on a ground that the law gives',
      params: IdParams,
      body: RefusalBody,
      response: { 200: ActAnswer },
    },
    handler: (request) => {
      const { reason, ground, ...rest } = request.body;
      const input = {
        originalId: request.params.id,
        act: 'refuse',
        reason,
        reasonCode: ground,
        ...seen(rest),
      } as const;
      return Promise.resolve(afterAct(leave(office, signedIn(request).actor, input)));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/originals/:id/cancellation',
    config: { roles: rolesOf('cancel') },
    schema: {
      tags: ['originals'],
      summary: 'Cancel the legal value of a copy by a decision',
      params: IdParams,
      body: CancellationBody,
      response: { 200: ActAnswer },
    },
    handler: (request) => {
      const { reason, decision, ...rest } = request.body;
      const input = {
        originalId: request.params.id,
        act: 'cancel',
        reason,
        reasonCode: decision,
        ...seen(rest),
      } as const;
      return Promise.resolve(afterAct(leave(office, signedIn(request).actor, input)));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/originals/:id/supplement-receipt',
    config: { roles: rolesOf('supplement-received') },
    schema: {
      tags: ['originals'],
      summary: 'What was missing has been brought',
      params: IdParams,
      body: SubmissionBody,
      response: { 200: ActAnswer },
    },
    handler: (request) =>
      Promise.resolve(afterAct(supplementReceived(office, signedIn(request).actor, request.params.id))),
  });
}
