import { z } from 'zod'
import { MAX_SMALL_ROWS } from './small-table.server.ts'

/** The lines of a preview as its form sends them back. */
export function sentLines<Lines extends z.ZodType>(lines: Lines) {
  return (
    z
      .string()
      .transform((text, context) => {
        try {
          return JSON.parse(text) as unknown
        } catch {
          context.addIssue({ code: 'custom', message: 'invalid' })
          return z.NEVER
        }
      })
      // Before each line is looked at: there are no more than a preview has.
      .refine((sent) => Array.isArray(sent) && sent.length <= MAX_SMALL_ROWS, {
        error: 'invalid',
        abort: true,
      })
      .pipe(lines)
  )
}
