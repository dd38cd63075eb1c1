import { unlessDiskRefuses } from '../../store/disk-trouble.ts';
import { roleFor } from '../../workflow/actor.ts';
import { settingsOf } from '../../workflow/office.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { AuthorityAnswer } from '../contract/index.ts';
import { accepted } from '../http/refused.ts';
import { InstallPage } from '../install/install-page.ts';
import { binary } from './binary.ts';

const admins = ['unit-admin'] as const;
const keepers = ['unit-admin', 'technician'] as const;

/** The station's authority: what to compare, the file to carry to another machine, and the page to install it from. */
export function authorityRoutes(app: App, { office, authority }: RouteContext): void {
  const tags = ['screens'];
  const { store, clock } = office;
  const journal = (actor: string, role: string, act: string): void => {
    store.write((tx) => {
      store.journal.append(tx, { actor, role, act, objectType: 'station', objectId: 'install-page' });
    });
  };
  const page = new InstallPage({
    authority,
    clock,
    onClosed: () => unlessDiskRefuses(() => journal('station', 'station', 'close-install-page')),
  });
  app.addHook('onClose', () => page.close());
  const { names, sha256, sha1, notAfter } = authority;
  const answer = (): AuthorityAnswer => ({
    names: [...names],
    sha256,
    sha1,
    notAfter,
    installPage: { until: page.state.until, addresses: [...page.state.addresses] },
  });

  app.route({
    method: 'GET',
    url: '/api/authority',
    config: { roles: keepers },
    schema: { tags, summary: 'The station’s authority and its install page', response: { 200: AuthorityAnswer } },
    handler: () => Promise.resolve(answer()),
  });

  app.route({
    method: 'GET',
    url: '/api/authority/certificate.crt',
    config: { roles: keepers },
    schema: {
      tags,
      summary: 'The authority’s certificate (DER), to carry to another machine',
      response: binary('application/x-x509-ca-cert'),
    },
    handler: (_request, reply) =>
      reply
        .type('application/x-x509-ca-cert')
        .header('content-disposition', 'attachment; filename="tram-ca.crt"')
        .send(authority.der),
  });

  app.route({
    method: 'PUT',
    url: '/api/authority/install-page',
    config: { roles: admins },
    schema: { tags, summary: 'Open the install page for half an hour', response: { 200: AuthorityAnswer } },
    handler: async (request) => {
      const { actor } = signedIn(request);
      const role = accepted(roleFor(actor, admins));
      const settings = settingsOf(office);
      accepted(await page.open(settings['http.host'], settings['http.install-port']));
      journal(actor.id, role, 'open-install-page');
      return answer();
    },
  });

  app.route({
    method: 'DELETE',
    url: '/api/authority/install-page',
    config: { roles: admins },
    schema: { tags, summary: 'Close the install page', response: { 200: AuthorityAnswer } },
    handler: async (request) => {
      const { actor } = signedIn(request);
      const role = accepted(roleFor(actor, admins));
      const wasOpen = page.state.until !== null;
      await page.close();
      if (wasOpen) journal(actor.id, role, 'close-install-page');
      return answer();
    },
  });
}
