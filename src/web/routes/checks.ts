import type { Server } from 'node:https';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyPluginCallback } from 'fastify';
import { codes } from '../../common/codes/index.ts';
import { fail } from '../../common/result.ts';
import { type CopyCheck, checkCopy } from '../../workflow/checks.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { CHECK_BYTES_MAX, CheckAnswer } from '../contract/index.ts';
import { HashedBody, hashPdfsOnly } from '../http/hash-body.ts';
import { Refused } from '../http/refused.ts';
import { readers } from './dossiers.ts';

/** A PDF that somebody brings: is it a copy of this station? */
export function checkRoutes(app: App, context: RouteContext): void {
  const plugin: FastifyPluginCallback<Record<never, never>, Server, TypeBoxTypeProvider> = (scope, _options, done) => {
    checkRoute(scope, context);
    done();
  };
  void app.register(plugin);
}

function checkRoute(scope: App, { office, views }: RouteContext): void {
  hashPdfsOnly(scope, CHECK_BYTES_MAX);
  scope.route({
    method: 'POST',
    url: '/api/checks',
    config: { roles: readers },
    bodyLimit: CHECK_BYTES_MAX,
    schema: {
      tags: ['copies'],
      summary: 'Whether a PDF is, byte for byte, a copy that this station issued',
      consumes: ['application/pdf'],
      body: { content: { 'application/pdf': { schema: {} } } },
      response: { 200: CheckAnswer },
    },
    handler: async (request) => {
      const file = request.body;
      if (!(file instanceof HashedBody) || file.length === 0) throw new Refused(fail('WEB-CONTENT-TYPE').error);
      const check = await checkCopy(office, file.sha256);
      const object =
        check.result === 'unknown'
          ? ({ objectType: 'station', objectId: 'checks' } as const)
          : ({ objectType: 'original', objectId: check.copy.originalId } as const);
      const facts = { sha256: file.sha256, result: check.result };
      views.record(signedIn(request).actor, readers, { act: 'check-copy', ...object, facts });
      return answerOf(check, file, office.clock.now());
    },
  });
}

function answerOf(check: CopyCheck, { sha256, length }: HashedBody, checkedAt: number): CheckAnswer {
  const copy = check.result === 'unknown' ? null : check.copy;
  const code = check.result === 'not-checked' ? check.code : null;
  return {
    result: check.result,
    sha256,
    length,
    checkedAt,
    code,
    message: code === null ? null : { vi: codes[code].vi, en: codes[code].en },
    registerNumber: copy?.registerNumber ?? null,
    title: copy?.title ?? null,
    signedAt: copy?.signedAt ?? null,
    sealedAt: copy?.sealedAt ?? null,
    signatures: check.result === 'issued' ? check.signatures.map((line) => ({ ...line })) : [],
  };
}
