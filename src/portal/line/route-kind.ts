/** What a line is. */
export const routeKinds = ['dedicated', 'internet', 'mobile'] as const;
export type RouteKind = (typeof routeKinds)[number];
