import { expect } from 'vitest'
import type { Db } from '#db/connection/client.server.ts'
import type { EmailTemplate } from '#emails/index.ts'

/**
 * Matchers that speak of the product; loaded for every test by vitest's setup.
 *
 *     expect(response).toRedirectTo('/cabinet')
 *     await expect(response).toShow('Пароль неверен', 400)
 *     await expect(cabinet).toHaveSent('invitation', email)
 */
interface ProductMatchers {
  /** A redirect to exactly this address. */
  toRedirectTo(location: string | RegExp): void
  /** A page with these words, and this status (200 when left out). */
  toShow(words: string | RegExp, status?: number): Promise<void>
  /** The newest letter to the address is of this template. */
  toHaveSent(template: EmailTemplate, email: string): Promise<void>
}

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends ProductMatchers {}
}

expect.extend({
  toRedirectTo(response: Response, expected: string | RegExp) {
    const location = response.headers.get('Location')
    const redirects = response.status >= 300 && response.status < 400
    const there =
      location !== null && (typeof expected === 'string' ? location === expected : expected.test(location))
    return {
      pass: redirects && there,
      message: () =>
        `expected a redirect to ${expected}, got ${response.status} ${location ?? 'without a location'}`,
    }
  },

  async toShow(response: Response, words: string | RegExp, status = 200) {
    const page = readable(await response.clone().text())
    const shown = typeof words === 'string' ? page.includes(words) : words.test(page)
    return {
      pass: response.status === status && shown,
      message: () => `expected ${status} with ${words}, got ${response.status}: ${page.slice(0, 1500)}`,
    }
  },

  async toHaveSent({ db }: { db: Db }, template: EmailTemplate, email: string) {
    const letters = await db
      .selectFrom('outbox')
      .select('template')
      .where('to_email', '=', email)
      .orderBy('id')
      .execute()
    const found = letters.map((letter) => letter.template)
    return {
      pass: found.at(-1) === template,
      message: () => `expected ${template} to ${email}, found ${found.join(', ') || 'none'}`,
    }
  },
})

/** What a person reads of a page, near enough. */
export function readable(html: string): string {
  return html
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#x27|nbsp);/g, (_entity, name: string) => ENTITIES[name] ?? ' ')
    .replace(/\s+/g, ' ')
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", nbsp: ' ' }
