import type { Clock } from '../../../common/clock.ts';
import type { Code } from '../../../common/codes/index.ts';
import type { CategoryQuery } from '../../categories/category.ts';
import type { Pulled } from '../../categories/read.ts';
import type { Connector, LookUp, Outcome, PortalDossier, ProgressStep } from '../../connector.ts';
import { AccessGate } from '../access-gate.ts';
import type { ServiceCodes } from './codes.ts';
import { DossierInbound, type InboundCall, type InboundCodes, type InboundReply } from './inbound.ts';
import { type Call, DossierServices, type ServiceMessage } from './index.ts';

/** What every connector of this family is set up with. */
export interface DossierServicesSettings {
  readonly baseUrl: string;
  /** How long a refused access is waited out, milliseconds. */
  readonly accessHoldMs?: number;
  readonly codes?: Partial<ServiceCodes>;
  /** The office whose requests are asked for. */
  readonly unitCode: string;
  /** Names and codes of what comes to the desk. */
  readonly inbound?: Partial<InboundCodes>;
}

/**
 * A connector that speaks to the portal's services for dossiers. A wire protocol adds how one message is carried and
 * how a look-up is asked; nothing reaches either of them while a refused access is being waited out.
 */
export abstract class DossierServicesConnector implements Connector {
  readonly kind = 'automatic';
  readonly refusesSecondAdd = true;
  readonly name: string;
  readonly probeUrl: string;
  readonly inbound: DossierInbound;
  readonly #services: DossierServices;
  readonly #gate: AccessGate;

  /** @param name  the connector's, as the setting and its receipts name it */
  protected constructor(name: string, settings: DossierServicesSettings, clock: Clock) {
    this.name = name;
    this.probeUrl = settings.baseUrl;
    this.#gate = new AccessGate(clock, settings.accessHoldMs);
    this.#services = new DossierServices({
      name,
      codes: settings.codes,
      clock,
      call: (message) => this.carry(message),
    });
    this.inbound = new DossierInbound({
      ...{ name, unit: settings.unitCode, codes: settings.inbound, clock, gate: this.#gate },
      ask: (call) => this.bring(call),
    });
  }

  /** Sends one message and reads what it was answered. */
  protected abstract carry(message: ServiceMessage): Promise<Call>;

  /** Asks what the far side has of a dossier. */
  protected abstract ask(dossierCode: string, signal: AbortSignal): Promise<LookUp>;

  /** Asks for what comes to the desk, or tells what the desk decided. */
  protected abstract bring(call: InboundCall): Promise<InboundReply>;
  /** Asks for a category. */
  protected abstract askCategory(query: CategoryQuery, signal: AbortSignal): Promise<Pulled>;

  get refusal(): Code | null {
    return this.#gate.refusal;
  }

  syncDossier(dossier: PortalDossier, options: { known: boolean; signal: AbortSignal }): Promise<Outcome> {
    return this.#gate.pass(() => this.#services.sync(dossier, options));
  }

  reportProgress(
    dossierCode: string,
    steps: readonly ProgressStep[],
    options: { signal: AbortSignal },
  ): Promise<Outcome> {
    return this.#gate.pass(() => this.#services.progress(dossierCode, steps, options));
  }

  lookUp(dossierCode: string, { signal }: { signal: AbortSignal }): Promise<LookUp> {
    return this.#gate.pass(() => this.ask(dossierCode, signal));
  }

  pullCategory(query: CategoryQuery, { signal }: { signal: AbortSignal }): Promise<Pulled> {
    return this.#gate.pass(() => this.askCategory(query, signal));
  }
}
