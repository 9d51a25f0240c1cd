import { z } from 'zod'

/** The statuses with which any endpoint may refuse; a client reads `code`. */
export const REFUSALS: Record<number, string> = {
  400: 'The request cannot be read',
  401: 'No valid API key',
  403: 'The key may not do this',
  404: 'There is no such thing for this key',
  405: 'The path has no such method',
  409: 'In conflict with what is there or under way; repeat it after Retry-After',
  412: 'Changed since it was read; read it again',
  413: 'Too large: JSON beyond 64 KB, a file beyond 50 MB',
  415: 'JSON is wanted, or a file as it is',
  422: 'The fields are not what the document says, or the id was used for something else',
  428: 'If-Match is wanted',
  429: 'Too many requests; repeat it after Retry-After',
  500: 'Failed; repeat it with the same id',
  503: 'Not now; repeat it after Retry-After',
}

export const Problem = z
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
