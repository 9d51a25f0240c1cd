import type { Hono } from 'hono'
import { type DescribeRouteOptions, generateSpecs, resolver } from 'hono-openapi'
import { z } from 'zod'
import type { Endpoint } from './v1/endpoint.server.ts'
import { webhookDocuments } from './webhook-messages.server.ts'

/** The statuses with which any endpoint may refuse; a client reads `code`. */
const REFUSALS: Record<number, string> = {
  400: 'The request cannot be read',
  401: 'No valid API key',
  403: 'The key may not do this',
  404: 'There is no such thing for this key',
  405: 'The path has no such method',
  409: 'In conflict with what is there or under way; repeat it after Retry-After',
  413: 'Too large: JSON beyond 64 KB, a file beyond 50 MB',
  415: 'JSON is wanted, or a file as it is',
  422: 'The fields are not what the document says, or the id was used for something else',
  429: 'Too many requests; repeat it after Retry-After',
  500: 'Failed; repeat it with the same id',
  503: 'Not now; repeat it after Retry-After',
}

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable; what a program decides by'),
    detail: z.string().optional(),
    errors: z
      .array(
        z.object({
          field: z.string().describe('A JSON pointer into the body, or the name of a parameter'),
          code: z.string(),
          detail: z.string(),
        }),
      )
      .optional(),
    request_id: z.string().describe('Name it when you ask for help'),
  })
  .meta({ id: 'Problem' })

const problem = { 'application/problem+json': { schema: resolver(Problem) } }

const LIMIT_HEADERS = {
  'RateLimit-Policy': { schema: { type: 'string' as const }, description: 'Requests and seconds' },
  RateLimit: { schema: { type: 'string' as const }, description: 'What is left' },
}

export function descriptionOf(endpoint: Endpoint): DescribeRouteOptions {
  const { name, tag, summary, description, scopes, answers, body, takesFile } = endpoint
  return {
    operationId: name,
    tags: [tag],
    summary,
    description: [description, `Scope: ${scopes.map((scope) => `\`${scope}\``).join(' or ')}.`]
      .filter(Boolean)
      .join(' '),
    security: [{ key: [...scopes] }],
    parameters: parametersOf(endpoint),
    ...(body && {
      requestBody: {
        required: !body.safeParse({}).success,
        content: { 'application/json': { schema: resolver(body, { io: 'input' }) } },
      },
    }),
    ...(takesFile && { requestBody: { required: true, content: { 'application/octet-stream': {} } } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [
          status,
          {
            description: answer.description,
            headers: LIMIT_HEADERS,
            content: { 'application/json': { schema: resolver(answer.schema, { io: 'output' }) } },
          },
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(REFUSALS).map(([status, why]) => [status, { description: why, content: problem }]),
      ),
    },
  }
}

type Parameters = NonNullable<DescribeRouteOptions['parameters']>

function parametersOf({ path, pathValues, query, repeats }: Endpoint): Parameters {
  const inPath = path
    .split('/')
    .filter((part) => part.startsWith(':'))
    .map((part) => ({
      in: 'path' as const,
      name: part.slice(1),
      required: true,
      schema: { type: 'string' as const, ...(pathValues && { enum: [...pathValues] }) },
    }))
  const key = {
    in: 'header' as const,
    name: 'Idempotency-Key',
    required: false,
    description: 'The same key with the same request gets the same answer for a day',
    schema: { type: 'string' as const, maxLength: 128 },
  }
  return [...inPath, ...(query ? parametersIn(query) : []), ...(repeats === 'key' ? [key] : [])]
}

function parametersIn(query: z.ZodType): Parameters {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' })
  return Object.entries(properties).map(([name, schema]) => ({
    in: 'query' as const,
    name,
    required: required.includes(name),
    schema: typeof schema === 'object' ? JSON.parse(JSON.stringify(schema)) : {},
  }))
}

/** OpenAPI 3.1, of the same schemas that check what comes in. */
export function documentOf<Env extends object>(app: Hono<Env>): Promise<object> {
  return generateSpecs(app, {
    defaultValidationErrorResponse: false,
    documentation: {
      openapi: '3.1.0',
      info: {
        title: 'Fuel cabinet API',
        version: '1',
        description:
          'Money is tiyn and volume is millilitres, both integers; times are RFC 3339 with an offset. ' +
          'Fields may be added to answers without a new version. Rules for a POS are at /api/docs.',
      },
      servers: [{ url: '/' }],
      webhooks: webhookDocuments(),
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description: 'fck_<public id>_<secret>; fckt_ is a test key',
          },
        },
      },
    },
  })
}
