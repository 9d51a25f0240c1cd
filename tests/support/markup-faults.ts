import { HtmlValidate, StaticConfigLoader } from 'html-validate'

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:standard'],
    rules: {
      'heading-level': 'error',
      'unique-landmark': 'error',
      'no-missing-references': 'error',
      'wcag/h32': 'error',
    },
  }),
)

/** What the Nu HTML checker would say of a page, as far as it can be found without Java and without the network. */
export async function markupFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  const messages = results.flatMap((result) => result.messages)
  return [
    ...messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector ?? ''})`),
    ...withoutHeading(html),
    ...withoutEmptyChoice(html),
    ...behindTheEnd(html),
  ]
}

function withoutHeading(html: string): string[] {
  const sections = html.match(/<section\b(?:(?!<\/?section\b).)*<\/section>/gs) ?? []
  return sections
    .filter((section) => !/<h[2-6]\b/.test(section))
    .map((section) => `a section without a heading: ${section.slice(0, 120)}`)
}

/** HTML wants the first choice of a required list to be empty. */
function withoutEmptyChoice(html: string): string[] {
  const lists = html.match(/<select\b[^>]*\brequired\b(?:(?!<\/option>).)*<\/option>/gs) ?? []
  return lists
    .filter((list) => !/<option\b[^>]*\bvalue=""/.test(list))
    .map((list) => `a required list without an empty first choice: ${list.slice(0, 120)}`)
}

function behindTheEnd(html: string): string[] {
  const [, behind = ''] = /<\/html>(.*)$/s.exec(html) ?? []
  return behind.trim() === '' ? [] : [`behind </html>: ${behind.trim().slice(0, 120)}`]
}
