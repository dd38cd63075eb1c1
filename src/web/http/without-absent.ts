/** The type of an object whose optional fields are left out when they are absent, never `undefined`. */
type WithoutAbsent<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Drops the fields that are `undefined`: what came as JSON has none, but its type allows them. */
export function withoutAbsent<T extends object>(value: T): WithoutAbsent<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as WithoutAbsent<T>;
}
