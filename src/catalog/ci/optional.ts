/** A record with the key, or an empty one: what is absent is left out of evidence. */
export function optional<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  // A computed key widens to string; the type says what the code does.
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: T });
}
