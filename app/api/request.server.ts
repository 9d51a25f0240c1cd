import { reject } from '#app/domain/kernel/errors.ts'
import type { ApiCall } from '#app/http/server/api-call.ts'
import type { Endpoint } from './v1/endpoint.server.ts'
import { InputError } from './v1/input.server.ts'

/** A parameter that is sent twice is refused, whichever of the two was meant. @throws InputError */
export function queryOf(search: string): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(search)) {
    if (Object.hasOwn(query, name)) throw new InputError([{ field: name, code: 'invalid', detail: '' }])
    query[name] = value
  }
  return query
}

/**
 * The body and its JSON without whitespace. JSON that is nested too deeply to be written again is none.
 * @throws DomainError media_type_unsupported, json_invalid
 */
export function jsonIn(
  { method }: Pick<Endpoint, 'method'>,
  headers: ApiCall['exchange']['incoming']['headers'],
  body: Buffer | undefined,
): { value: unknown; text: string } {
  if (method === 'GET') return { value: undefined, text: '' }
  if (!body || body.length === 0) return { value: {}, text: '{}' }
  if (!/^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '')) reject('media_type_unsupported')
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    return { value, text: JSON.stringify(value) }
  } catch {
    return reject('json_invalid')
  }
}

/** The version behind an entity tag: `"3"`. @throws DomainError version_required, version_differs */
export function versionIn(ifMatch: string | undefined): number {
  if (ifMatch === undefined) return reject('version_required')
  const [, version] = /^"(\d{1,9})"$/.exec(ifMatch.trim()) ?? []
  return version === undefined ? reject('version_differs') : Number(version)
}
