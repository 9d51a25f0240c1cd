import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { apiDocument } from '#app/api/api.server.ts'
import { modules } from '#app/domain/kernel/modules.ts'

interface Media {
  schema?: object
}
export interface DocumentedOperation {
  operationId: string
  parameters?: { in: string; name: string; required?: boolean; schema: object }[]
  requestBody?: { content: Record<string, Media> }
  responses: Record<string, { content?: Record<string, Media> }>
  security?: Record<string, string[]>[]
}
export interface ApiDocument {
  openapi: string
  paths: Record<string, Record<string, DocumentedOperation>>
  components: { schemas: Record<string, object> }
}

const document = JSON.parse(JSON.stringify(await apiDocument(modules))) as ApiDocument
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats(ajv)
ajv.addSchema(document, 'document')

export function documented(): ApiDocument {
  return document
}

/** Every path and method of the document. */
export function documentedOperations(): { method: string; path: string; operation: DocumentedOperation }[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
}

export interface AnswerOfApi {
  status: number
  /** Content-Type as it was sent. */
  type: string | null
  /** As it was sent. */
  text: string
}

/**
 * What of an answer the document does not say, a sentence each. Of a path or method that is none, only a refusal is
 * right.
 */
export function faultsInAnswer(method: string, path: string, { status, type, text }: AnswerOfApi): string[] {
  const pathname = path.split('?')[0] ?? ''
  if (pathname === '/api/openapi.json' && status === 200) return []
  const what = `${method} ${path} answered ${status}`
  const media = type?.split(';')[0] ?? ''
  const found = documentedOperations().find(
    (known) => known.method === method && patternOf(known.path).test(pathname),
  )
  if (status >= 400 && media !== 'application/problem+json') return [`${what} as ${media}`]
  if (!found && status < 400) return [`${what}, and is not in the document`]
  const pointer = found
    ? `/paths/${found.path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method.toLowerCase()}/responses/${status}/content/${media.replaceAll('/', '~1')}/schema`
    : '/components/schemas/Problem'
  if (found && !found.operation.responses[String(status)]?.content?.[media])
    return [`${what} as ${media}, which is not in the document`]
  const body = parsed(text)
  if (body === undefined) return [`${what}, and it is no JSON: ${text.slice(0, 200)}`]
  if (status >= 400 && Reflect.get(Object(body), 'status') !== status)
    return [`${what}, and the problem says another status: ${text}`]
  const check = ajv.getSchema(`document#${encodeURI(pointer).replaceAll('{', '%7B').replaceAll('}', '%7D')}`)
  if (!check) return [`${what}, and there is no schema at ${pointer}`]
  if (check(body)) return []
  return (check.errors ?? []).map(
    ({ instancePath, message }) => `${what}: ${instancePath} ${message}: ${text}`,
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)
}
