/** Optional keys that are undefined and keys that are not there are two things to our types; this makes them one. */
export function withoutUndefined<T extends object>(
  value: T,
): { readonly [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  // Only undefined values went.
  return Object.fromEntries(entries) as { readonly [K in keyof T]: Exclude<T[K], undefined> };
}
