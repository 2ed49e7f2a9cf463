/** The media type without parameters, in lower case: `application/json` of `Application/JSON; charset=utf-8`. */
export function bareMediaType(mediaType: string): string {
  return (mediaType.split(";", 1)[0] ?? "").trim().toLowerCase();
}

/** True for `application/json`, `text/json` and the `+json` suffix (RFC 6839, section 3.1); not for JSON lines or sequences. */
export function isJsonMediaType(mediaType: string): boolean {
  return /^(application|text)\/json$|^[^/]+\/[^/]+\+json$/.test(bareMediaType(mediaType));
}

/** True for bodies whose members are named fields: URL-encoded and multipart forms. */
export function isFormMediaType(mediaType: string): boolean {
  return /^(application\/x-www-form-urlencoded|multipart\/form-data)$/.test(bareMediaType(mediaType));
}
