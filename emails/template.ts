import type { ReactElement } from 'react'
import { z } from 'zod'
import type { Translate } from '#locales/translate.ts'
import type { Brand } from './brand.ts'
import { nameInLetter, textInLetter } from './name.ts'

/**
 * Stands in a frozen letter where the secret link will be; only the sender puts the link there. An address
 * of the reserved `.invalid` domain, so that it passes HTML, attributes and plain text unchanged and leads
 * nowhere should it ever be sent.
 */
export const LINK_PLACEHOLDER = 'https://link.invalid/filled-in-by-the-sender'

/** A prop that somebody outside chose: a name. */
export const Name = z.string().transform(nameInLetter)
/** A prop in somebody's own words, of one or several lines. */
export const Text = z.string().transform(textInLetter)

/** What a letter is written with: words of the recipient's language, who sends, and its own props. */
export interface TemplateContext<Props> {
  t: Translate
  brand: Brand
  /** The host of the cabinet, for people: `cabinet.qazaqoil.kz`. */
  site: string
  props: Props
}

export interface Template<Schema extends z.ZodType<{ email: string }>> {
  /**
   * The props; `email` is greeted. Moments arrive as formatted text in the recipient's language, Almaty time.
   */
  schema: Schema
  subject: (context: TemplateContext<z.output<Schema>>) => string
  /** The first sentence: below the greeting, and beside the subject in a list of letters. */
  lead: (context: TemplateContext<z.output<Schema>>) => string
  body: (context: TemplateContext<z.output<Schema>>) => ReactElement
  /** For the local mailbox's gallery and the tests. */
  sample: z.output<Schema>
}

export function defineTemplate<Schema extends z.ZodType<{ email: string }>>(
  template: Template<Schema>,
): Template<Schema> {
  return template
}
