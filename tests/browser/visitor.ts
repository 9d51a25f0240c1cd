import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core'
import { inject } from 'vitest'
import type { Locale } from '#locales/index.ts'
import type { Translate } from '#locales/translate.ts'
import { translatorFor } from '#locales/words.server.ts'
import type { Person } from '#tests/support/fixtures.ts'

export interface VisitorOptions {
  /** The browser's language; who is signed in reads the language of the account. */
  locale?: Locale
  javaScript?: boolean
  /** CSS pixels; a phone below 640. */
  width?: number
  /** Fingers, also where it is no phone: a tablet, a phone on its side. */
  touch?: boolean
  theme?: 'light' | 'dark'
  /** Signed in. */
  /** `till`: of a cashier's phone. */
  as?: Pick<Person, 'token'> & { till?: string }
}

const languageTags: Record<Locale, string> = { en: 'en-GB', ru: 'ru-KZ', kk: 'kk-KZ' }

/** For pages that hang, not for slow ones. */
const MAX_WAIT_MS = 120_000

/** Connects to the one Chromium of this run. */
export function connectBrowser(): Promise<Browser> {
  return chromium.connect(inject('browserEndpoint'))
}

/**
 * Somebody at a browser of his own: cookies of nobody else, and everything that the browser complains of is noted.
 * `tab` is the open page, `t` the words in the visitor's language.
 */
export class Visitor {
  readonly context: BrowserContext
  tab: Page
  readonly t: Translate
  readonly javaScript: boolean
  /** Errors on the console (React's about hydration too), breaches of the security policy, requests that failed or
   * left the site. */
  readonly faults: string[] = []
  /** Of the page that was opened last, as the server sent it. */
  markup = ''
  readonly #url: string

  private constructor(url: string, context: BrowserContext, tab: Page, options: VisitorOptions) {
    this.#url = url
    this.context = context
    this.tab = tab
    this.t = translatorFor(options.locale ?? 'ru')
    this.javaScript = options.javaScript ?? true
    this.#listen()
  }

  static async arrive(browser: Browser, url: string, options: VisitorOptions = {}): Promise<Visitor> {
    const { locale = 'ru', javaScript = true, width = 1280, theme = 'light', as } = options
    const phone = width < 640
    const touch = options.touch ?? phone
    const context = await browser.newContext({
      baseURL: url,
      locale: languageTags[locale],
      javaScriptEnabled: javaScript,
      colorScheme: theme,
      viewport: { width, height: 844 },
      reducedMotion: 'reduce',
      isMobile: touch,
      hasTouch: touch,
    })
    context.setDefaultTimeout(MAX_WAIT_MS)
    if (as) await context.addCookies([{ name: 'session', value: as.token, url }])
    if (as?.till) await context.addCookies([{ name: 'till', value: as.till, url }])
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        // biome-ignore lint/suspicious/noConsole: the way out of the page
        console.error(
          `security policy: ${event.violatedDirective} forbids ${event.blockedURI} ${event.sample}`,
        )
      })
    })
    return new Visitor(url, context, await context.newPage(), options)
  }

  /** Opens a page of the site and waits until it is alive. */
  async open(path: string): Promise<number> {
    const answer = await this.tab.goto(path)
    await this.settle()
    this.markup = (await answer?.text()) ?? ''
    return answer?.status() ?? 0
  }

  /** Until the application has taken the page over, where JavaScript runs, and the letters of the font are there. */
  async settle(): Promise<void> {
    const { tab } = this
    await tab.waitForLoadState('load')
    if (!this.javaScript) return
    await tab.waitForFunction(() => {
      // A driver's page and that of somebody who only reads do without the application's scripts.
      if (document.querySelector('.shell-driver, .shell-reader')) return true
      return 'alive' in document.documentElement.dataset
    })
    await tab.evaluate(async () => {
      await document.fonts.ready
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    })
  }

  /** Presses a button of the page's own part, or what opens a question. */
  async press(name: string): Promise<void> {
    const { tab } = this
    const button = tab.getByRole('main').getByRole('button', { name, exact: true })
    await button
      .or(tab.locator('main summary', { hasText: name }))
      .first()
      .click()
  }

  /** Follows what opens a tab of its own, and goes on there. */
  async turnToTabOf(act: () => Promise<void>): Promise<void> {
    const [tab] = await Promise.all([this.context.waitForEvent('page'), act()])
    this.tab = tab
    await this.settle()
  }

  /** The page that is shown, by its title in large letters. */
  async sees(heading: string): Promise<void> {
    await this.tab.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
    await this.settle()
  }

  /** What a deed has just been answered with. */
  async isTold(words: string): Promise<void> {
    await this.tab.getByRole('status').getByText(words, { exact: true }).waitFor()
  }

  path(): string {
    return new URL(this.tab.url()).pathname
  }

  async fill(fields: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(fields))
      await this.tab.locator(`main form[method=post] [name=${name}]`).first().fill(value)
  }

  /** Chromium may never answer who closes a page that is on its way to another one. */
  async leave(): Promise<void> {
    await Promise.all(this.context.pages().map((page) => page.waitForLoadState()))
    await this.context.close()
  }

  #listen() {
    const { context, faults } = this
    context.on('weberror', (error) => faults.push(`page error: ${error.error().message}`))
    context.on('console', (message) => {
      // What failed to load is noted below, with its address; a refused form is no fault.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        faults.push(`console: ${message.text()}`)
    })
    context.on('request', (request) => {
      if (/^https?:/.test(request.url()) && new URL(request.url()).origin !== this.#url)
        faults.push(`leaves the site: ${request.url()}`)
    })
    context.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? ''
      // A page that was left before all of it had come; scripts that are announced to a browser without JavaScript.
      const expected = reason === 'net::ERR_ABORTED' || (reason === 'csp' && !this.javaScript)
      if (!expected) faults.push(`request failed: ${request.url()} ${reason}`)
    })
    context.on('response', (response) => {
      const least = isPageOrForm(response.request()) ? 500 : 400
      if (response.status() >= least) faults.push(`answered ${response.status()}: ${response.url()}`)
    })
  }
}

function isPageOrForm(request: Request): boolean {
  return ['document', 'fetch', 'xhr'].includes(request.resourceType())
}
