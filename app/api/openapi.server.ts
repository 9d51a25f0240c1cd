import type { Hono } from 'hono'
import { type DescribeRouteOptions, generateSpecs, resolver } from 'hono-openapi'
import { z } from 'zod'
import { Problem, REFUSALS } from './problem-schema.server.ts'
import type { Endpoint } from './v1/endpoint.server.ts'
import { webhookDocuments } from './webhook-messages.server.ts'

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
  const version = {
    in: 'header' as const,
    name: 'If-Match',
    required: true,
    description: 'The ETag with which it was read',
    schema: { type: 'string' as const },
  }
  return [
    ...inPath,
    ...(query ? parametersIn(query) : []),
    ...(repeats === 'version' ? [version] : []),
    ...(repeats === 'key' ? [key] : []),
  ]
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
export function documentOf<Env extends object>(
  app: Hono<Env>,
  { withWebhooks }: { withWebhooks: boolean },
): Promise<object> {
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
      ...(withWebhooks && { webhooks: webhookDocuments() }),
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
