import { ACT_RULES, type Paper, type Role, type SlipModel } from '../../certification/index.ts';
import type { Result } from '../../common/result.ts';
import { recordFeeReceipt } from '../../workflow/commands/record-fee-receipt.ts';
import { settingsOf } from '../../workflow/office.ts';
import { dossierDetail, dossierSlip, originalSlip, ratesSlip } from '../../workflow/views/index.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { Done, DossierDetail, FeeReceiptBody, IdParams, PaperQuery, SlipAnswer } from '../contract/index.ts';
import { qrRows } from '../http/qr-rows.ts';
import { accepted } from '../http/refused.ts';
import { binary } from './binary.ts';

/** A slip that belongs to something, and who may read and issue it: those who may do the act that it tells of. */
interface OwnedSlip {
  readonly kind: 'reception' | 'fees' | 'supplement' | 'refusal';
  readonly objectType: 'dossier' | 'original';
  readonly summary: string;
  readonly roles: readonly Role[];
  readonly content: (id: string) => Result<SlipModel>;
}

/** Names of files say nothing of a person. */
const fileNames: Readonly<Record<OwnedSlip['kind'], string>> = {
  reception: 'giay-tiep-nhan',
  fees: 'bang-ke-phi',
  supplement: 'phieu-bo-sung',
  refusal: 'phieu-tu-choi',
};

/** The one-stop desks print on A5. */
const usualPaper: Paper = 'a5';

const rolesOf = (act: 'ask-supplement' | 'refuse'): Role[] => ACT_RULES[act].by.filter((role) => role !== 'station');

/** What is printed on paper: the content for the screens, the same as PDF, and the journal's entry when it is issued. */
export function slipRoutes(app: App, context: RouteContext): void {
  const { office } = context;
  const settings = () => settingsOf(office);
  const owned: OwnedSlip[] = [
    {
      kind: 'reception',
      objectType: 'dossier',
      summary: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
      roles: ['creator'],
      content: (id) => dossierSlip(office.store, settings(), 'reception', id),
    },
    {
      kind: 'fees',
      objectType: 'dossier',
      summary: 'Bảng kê phí',
      roles: ['creator'],
      content: (id) => dossierSlip(office.store, settings(), 'fees', id),
    },
    {
      kind: 'supplement',
      objectType: 'original',
      summary: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
      roles: rolesOf('ask-supplement'),
      content: (id) => originalSlip(office.store, settings(), 'supplement', id),
    },
    {
      kind: 'refusal',
      objectType: 'original',
      summary: 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ',
      roles: rolesOf('refuse'),
      content: (id) => originalSlip(office.store, settings(), 'refusal', id),
    },
  ];
  for (const slip of owned) ownedRoutes(app, context, slip);
  ratesRoutes(app, context);
  feeReceiptRoute(app, context);
}

function ownedRoutes(app: App, { office, views }: RouteContext, slip: OwnedSlip): void {
  const { kind, objectType, summary, roles, content } = slip;
  const address = `/api/${objectType}s/:id/slips/${kind}`;
  const issued = (id: string) => ({ act: 'issue-slip', objectType, objectId: id, facts: { kind } }) as const;

  app.route({
    method: 'GET',
    url: address,
    config: { roles },
    schema: { tags: ['slips'], summary, params: IdParams, response: { 200: SlipAnswer } },
    handler: (request) => {
      const { id } = request.params;
      const model = accepted(content(id));
      views.recordOnce(signedIn(request).actor, roles, { act: `view-${kind}-slip`, objectType, objectId: id });
      return Promise.resolve(answer(model));
    },
  });

  app.route({
    method: 'POST',
    url: `${address}/issue`,
    config: { roles },
    schema: { tags: ['slips'], summary: `${summary}: giao bản in`, params: IdParams, response: { 200: Done } },
    handler: (request) => {
      const { id } = request.params;
      accepted(content(id));
      views.record(signedIn(request).actor, roles, issued(id));
      return Promise.resolve({});
    },
  });

  app.route({
    method: 'GET',
    url: `${address}/pdf`,
    config: { roles },
    schema: {
      tags: ['slips'],
      summary: `${summary}: PDF`,
      params: IdParams,
      querystring: PaperQuery,
      response: binary('application/pdf'),
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      const { slip: model, qr } = answer(accepted(content(id)));
      const pdf = accepted(await office.tasks.renderSlip({ model, qr, paper: request.query.paper ?? usualPaper }));
      views.record(signedIn(request).actor, roles, issued(id));
      return reply
        .type('application/pdf')
        .header('content-disposition', `attachment; filename="${fileNames[kind]}-${id.slice(-8)}.pdf"`)
        .send(Buffer.from(pdf));
    },
  });
}

/** The rates for the wall: open to everybody, so what was drawn once is kept while it says the same. */
function ratesRoutes(app: App, { office }: RouteContext): void {
  const drawn = new Map<Paper, { readonly text: string; readonly pdf: Promise<Result<Uint8Array>> }>();
  const current = () => answer(accepted(ratesSlip(settingsOf(office), office.clock.now())));

  app.route({
    method: 'GET',
    url: '/api/visitor/rates',
    config: { roles: 'open' },
    schema: { tags: ['visitor'], summary: 'Biểu phí, để niêm yết', response: { 200: SlipAnswer } },
    handler: () => Promise.resolve(current()),
  });

  app.route({
    method: 'GET',
    url: '/api/visitor/rates/pdf',
    config: { roles: 'open' },
    schema: {
      tags: ['visitor'],
      summary: 'Biểu phí, để niêm yết: PDF',
      querystring: PaperQuery,
      response: binary('application/pdf'),
    },
    handler: async (request, reply) => {
      const paper = request.query.paper ?? 'a4';
      const { slip: model, qr } = current();
      const text = JSON.stringify(model);
      let kept = drawn.get(paper);
      if (kept?.text !== text) {
        kept = { text, pdf: office.tasks.renderSlip({ model, qr, paper }) };
        drawn.set(paper, kept);
      }
      const pdf = await kept.pdf;
      if (!pdf.ok) drawn.delete(paper);
      return reply
        .type('application/pdf')
        .header('content-disposition', 'attachment; filename="bieu-phi.pdf"')
        .send(Buffer.from(accepted(pdf)));
    },
  });
}

function feeReceiptRoute(app: App, { office }: RouteContext): void {
  app.route({
    method: 'PUT',
    url: '/api/dossiers/:id/fee-receipt',
    config: { roles: ['creator'] },
    schema: {
      tags: ['dossiers'],
      summary: 'Keep the number of the receipt that the office’s receipt system gave for the fee',
      params: IdParams,
      body: FeeReceiptBody,
      response: { 200: DossierDetail },
    },
    handler: (request) => {
      const { id } = request.params;
      const { number } = request.body;
      accepted(recordFeeReceipt(office, signedIn(request).actor, { dossierId: id, number }));
      return Promise.resolve(accepted(dossierDetail(office.store.db, id, true)));
    },
  });
}

function answer(slip: SlipModel): SlipAnswer {
  const tracking = slip.blocks.find((block) => block.kind === 'tracking');
  return { slip, qr: qrRows(tracking?.address ?? null) };
}
