import { createHash } from 'node:crypto'

/** A short fingerprint of what makes an answer what it is. */
export function fingerprintOf(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:`).update(part)
  return hash.digest('base64url').slice(0, 22)
}

/** Whether who asks has this already, weak tags counting as strong ones: that is all If-None-Match asks (RFC 9110, 13.1.2). */
export function isFresh(ifNoneMatch: string | null | undefined, tag: string): boolean {
  const plain = (one: string) => one.trim().replace(/^W\//, '')
  return ifNoneMatch?.split(',').some((known) => known.trim() === '*' || plain(known) === plain(tag)) ?? false
}
