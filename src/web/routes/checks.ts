import type { Server } from 'node:https';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyPluginCallback } from 'fastify';
import { codes } from '../../common/codes/index.ts';
import { fail } from '../../common/result.ts';
import type { Reason } from '../../copies/validation/reasons.ts';
import type { Validation } from '../../copies/validation/report.ts';
import { type CopyCheck, checkBrought, type OutsideFile } from '../../workflow/checks.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { CHECK_BYTES_MAX, CheckAnswer, type OutsideCheck } from '../contract/index.ts';
import { HeldBody, holdPdfsOnly } from '../http/held-body.ts';
import { Refused } from '../http/refused.ts';
import { readers } from './dossiers.ts';

/** Files that are checked at the same time: each may take its size twice, and a child process. */
const mostAtOnce = 3;

type Check = Exclude<CopyCheck, { result: 'unknown' }> | OutsideFile;

/** A PDF that somebody brings: is it a copy of this station, and what are its signatures worth? */
export function checkRoutes(app: App, context: RouteContext): void {
  const plugin: FastifyPluginCallback<Record<never, never>, Server, TypeBoxTypeProvider> = (scope, _options, done) => {
    checkRoute(scope, context);
    done();
  };
  void app.register(plugin);
}

function checkRoute(scope: App, { office, views, portalStatus }: RouteContext): void {
  holdPdfsOnly(scope, CHECK_BYTES_MAX, mostAtOnce);
  scope.route({
    method: 'POST',
    url: '/api/checks',
    config: { roles: readers },
    bodyLimit: CHECK_BYTES_MAX,
    schema: {
      tags: ['copies'],
      summary: 'Whether a PDF is a copy that this station issued, or what its signatures are worth',
      consumes: ['application/pdf'],
      body: { content: { 'application/pdf': { schema: {} } } },
      response: { 200: CheckAnswer },
    },
    handler: async (request, reply) => {
      const file = request.body;
      if (!(file instanceof HeldBody) || file.bytes.length === 0) throw new Refused(fail('WEB-CONTENT-TYPE').error);
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const lineIsDown = portalStatus().portal.state === 'down';
      const checked = await checkBrought(office, file, { lineIsDown, signal: gone.signal });
      if (!checked.ok) throw new Refused(checked.error);
      const check = checked.value;
      const answer = answerOf(check, file, office.clock.now());
      const copy = check.result === 'outside' ? check.begins?.copy : check.copy;
      const object =
        copy === undefined
          ? ({ objectType: 'station', objectId: 'checks' } as const)
          : ({ objectType: 'original', objectId: copy.originalId } as const);
      const facts = { sha256: file.sha256, result: answer.result };
      views.record(signedIn(request).actor, readers, { act: 'check-copy', ...object, facts });
      return answer;
    },
  });
}

function answerOf(check: Check, { sha256, bytes }: HeldBody, checkedAt: number): CheckAnswer {
  const copy = check.result === 'outside' ? (check.begins?.copy ?? null) : check.copy;
  const code = check.result === 'not-checked' ? check.code : null;
  return {
    result: check.result === 'outside' ? resultOf(check.file.validation) : check.result,
    sha256,
    length: bytes.length,
    checkedAt,
    code,
    message: code === null ? null : { vi: codes[code].vi, en: codes[code].en },
    registerNumber: copy?.registerNumber ?? null,
    title: copy?.title ?? null,
    signedAt: copy?.signedAt ?? null,
    sealedAt: copy?.sealedAt ?? null,
    decision: check.result === 'cancelled' ? check.decision : null,
    signatures: check.result === 'issued' ? check.signatures.map((line) => ({ ...line })) : [],
    outside: check.result === 'outside' ? outsideOf(check) : null,
  };
}

/** Reasons that mean that the file could not be gone through at all. */
const unread: ReadonlySet<Reason> = new Set(['encrypted', 'too-large', 'gave-up']);

function resultOf({ indication, reason }: Validation): CheckAnswer['result'] {
  if (unread.has(reason)) return 'unread';
  if (reason === 'no-signature') return 'unsigned';
  if (reason === 'no-seal') return 'unsealed';
  return ({ 'TOTAL-PASSED': 'valid', 'TOTAL-FAILED': 'failed', INDETERMINATE: 'open' } as const)[indication];
}

function outsideOf({ file, begins }: OutsideFile): OutsideCheck {
  const { indication, subIndication, sentence, revisions, signatures, changes } = file.validation;
  return {
    indication,
    subIndication,
    sentence,
    revisions,
    signatures: signatures.map((each) => ({
      kind: each.kind,
      field: shown(each.field),
      indication: each.indication,
      subIndication: each.subIndication,
      sentence: each.sentence,
      level: each.level,
      signer: each.signer === null ? null : shown(each.signer),
      issuer: each.issuer === null ? null : shown(each.issuer),
      serialHex: each.serialHex,
      trust: each.trust,
      claimedAt: each.claimedAt,
      localTimeAsUtc: each.localTimeAsUtc,
      provenAt: each.provenAt,
      integrity: each.integrity,
      revocation: each.revocation,
      chain: each.chain.map(({ commonName, notAfter }) => ({
        commonName: commonName === null ? null : shown(commonName),
        notAfter,
      })),
      revision: each.revision,
    })),
    changes: changes.map(({ revision, adds, fault }) => ({ revision, adds: [...adds], fault })),
    asked: file.asked.map(({ name, at, answer }) => {
      const named = { name: name === null ? null : shown(name), at };
      if (answer === 'response' || answer === 'list') return { ...named, answer, code: null, message: null };
      const { vi, en } = codes[answer];
      return { ...named, answer: 'none', code: answer, message: { vi, en } };
    }),
    notAsked: file.notAsked,
    begins: begins === null ? null : begins.by === 'sign' ? 'signed' : 'sealed',
    beginsWhole: begins?.whole ?? false,
  };
}

/** Names come from the file: what could turn the direction of text or hide is not shown, and none is endless. */
const shown = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD').slice(0, 200);
