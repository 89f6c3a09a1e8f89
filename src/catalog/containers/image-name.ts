export interface ImageName {
  /** Without tag and digest: `ghcr.io/acme/orders`. */
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Splits `registry:5000/name:tag@sha256:…`; a colon before a slash is a port. */
export function parseImageName(text: string): ImageName {
  const [reference = '', digest] = text.split('@', 2);
  const colon = reference.lastIndexOf(':');
  const hasTag = colon > reference.lastIndexOf('/');
  return {
    name: hasTag ? reference.slice(0, colon) : reference,
    ...(hasTag ? { tag: reference.slice(colon + 1) } : {}),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** The last part of the name, which tells the program: `bitnami/postgresql` → `postgresql`. */
export function programOf(imageName: string): string {
  return imageName.slice(imageName.lastIndexOf('/') + 1).toLowerCase();
}
