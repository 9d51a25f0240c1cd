import type { z } from 'zod'
import type { Patience } from '#app/api/waiting.server.ts'
import type { CompanyId, Context, IntegrationActor } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { rowIdIn } from '#app/domain/kernel/id.input.server.ts'
import type { ApiScope } from '#app/domain/kernel/roles.ts'
import type { FieldError } from '#app/http/server/problem.server.ts'
import { InputError, parsed } from './input.server.ts'

/** What the paths of endpoints are below. */
export const API_BASE = '/api/v1'

export interface ApiContext extends Context {
  actor: IntegrationActor
}

export interface ApiRequest<Query, Body> {
  ctx: ApiContext
  params: Record<string, string>
  query: Query
  body: Body
  /** Of an endpoint that takes one. */
  file: Buffer
  /** The version that `If-Match` names. @throws DomainError version_required, version_differs */
  version: () => number
  patience: Patience
}

export interface Reply {
  status: 200 | 201
  body: object
  headers?: Record<string, string>
}

/** What the server needs of an endpoint; the types of its input stay inside. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** As Hono has it, below /api/v1. */
  path: string
  /** Any of them opens it. */
  scopes: readonly ApiScope[]
  /** `operationId` of the document. */
  name: string
  tag: string
  summary: string
  description: string | undefined
  /** How a repeat is known: by the operation's id, by Idempotency-Key where it is sent, by the version in If-Match. */
  repeats: 'operation' | 'key' | 'version' | 'read'
  /** Its body is a file of whatever type instead of JSON. */
  takesFile: boolean
  /** What the parameter of its path may be, where that is no id. */
  pathValues: readonly string[] | undefined
  query: z.ZodType | undefined
  body: z.ZodType | undefined
  answers: Record<number, { description: string; schema: z.ZodType }>
  answer: (request: ApiRequest<unknown, unknown>) => Promise<Reply>
}

type Definition<Query extends z.ZodType, Body extends z.ZodType> = Omit<
  Endpoint,
  'query' | 'body' | 'answer' | 'description' | 'takesFile' | 'pathValues'
> & {
  description?: string
  takesFile?: boolean
  pathValues?: readonly string[]
  query?: Query
  body?: Body
  handle: (request: ApiRequest<z.output<Query>, z.output<Body>>) => Promise<Reply>
}

/** One path and method of the API: what it takes, what it answers, and what it does. */
export function endpoint<Query extends z.ZodType, Body extends z.ZodType>({
  handle,
  ...definition
}: Definition<Query, Body>): Endpoint {
  const { query, body } = definition
  return {
    ...definition,
    description: definition.description,
    takesFile: definition.takesFile === true,
    pathValues: definition.pathValues,
    query,
    body,
    async answer({ ctx, params, file, version, patience, ...input }) {
      const errors: FieldError[] = []
      const read = {
        query: query ? parsed(query, input.query, '', errors) : undefined,
        body: body ? parsed(body, input.body, '/', errors) : undefined,
      }
      if (errors.length > 0) throw new InputError(errors)
      return handle({
        ...{ ctx, params, file, version, patience },
        query: read.query as z.output<Query>,
        body: read.body as z.output<Body>,
      })
    },
  }
}

/** The company that the key belongs to. @throws DomainError key_without_company */
export function companyOf(ctx: ApiContext): CompanyId {
  return ctx.actor.companyId ?? reject('key_without_company')
}

/** A row's id in a path. @throws DomainError not_found for what is none */
export function idOf(params: Record<string, string>): number {
  return rowIdIn(params.id) ?? reject('not_found')
}
