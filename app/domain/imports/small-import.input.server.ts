import { z } from 'zod'

/** The lines of a preview as its form sends them back. */
export function sentLines<Lines extends z.ZodType>(lines: Lines) {
  return z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'invalid' })
        return z.NEVER
      }
    })
    .pipe(lines)
}
