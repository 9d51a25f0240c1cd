import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { connectBrowser, Visitor, type VisitorOptions } from './visitor.ts'
import { openWebsite, type Website, type WebsiteOptions } from './website.ts'

/** The website and the browser of a test file, and visitors that leave it when their test ends, without complaints. */
export function journeys(options: WebsiteOptions = {}) {
  let website: Website
  let browser: Browser
  const visitors: Visitor[] = []

  beforeAll(async () => {
    ;[website, browser] = await Promise.all([openWebsite(options), connectBrowser()])
  })
  afterEach(async () => {
    const gone = visitors.splice(0)
    await Promise.all(gone.map((visitor) => visitor.leave()))
    expect(gone.flatMap(({ faults }) => faults)).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await website?.close()
  })

  return {
    get website() {
      return website
    },
    get cabinet() {
      return website.cabinet
    },
    async visitor(options: VisitorOptions = {}): Promise<Visitor> {
      const visitor = await Visitor.arrive(browser, website.url, options)
      visitors.push(visitor)
      return visitor
    },
  }
}

/** Each journey in Russian with and without JavaScript, and once in each other language. */
export const ways = [
  { locale: 'ru', javaScript: true },
  { locale: 'ru', javaScript: false },
  { locale: 'en', javaScript: true },
  { locale: 'kk', javaScript: false },
] as const
