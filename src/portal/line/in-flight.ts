import { givenUpError } from './failure-of-route.ts';

/** Requests that are on their way, so that those on a line that turns out to be dead are given up and go by another. */
export class InFlight {
  readonly #requests = new Set<{ readonly route: object; readonly origin: string; readonly own: AbortController }>();

  /** Notes one. `signal` ends it, `end` is called when it has ended. */
  begin(route: object, origin: string, outer: AbortSignal): { readonly signal: AbortSignal; end(): void } {
    const request = { route, origin, own: new AbortController() };
    this.#requests.add(request);
    return {
      signal: AbortSignal.any([outer, request.own.signal]),
      end: () => this.#requests.delete(request),
    };
  }

  /** Gives up what is on its way by this line to this destination: it fails as by a break. */
  giveUp(route: object, origin: string): void {
    for (const request of this.#requests) {
      if (request.route === route && request.origin === origin) request.own.abort(givenUpError());
    }
  }
}
