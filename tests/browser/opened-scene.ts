import type { Locale } from '#locales/index.ts'
import type { Onlooker } from './page-list.ts'
import { type Scene, setScene } from './scene.ts'
import { connectBrowser, Visitor, type VisitorOptions } from './visitor.ts'
import { openWebsite } from './website.ts'

export type OpenedScene = Awaited<ReturnType<typeof openScene>>

/** What ships with the scene in it, and a browser; for the files that look at every page. */
export async function openScene() {
  const [website, browser] = await Promise.all([openWebsite(), connectBrowser()])
  return {
    scene: await setScene(website.cabinet),
    arrive: (options: VisitorOptions) => Visitor.arrive(browser, website.url, options),
    async close() {
      await browser.close()
      await website.close()
    },
  }
}

/** Whom a page is looked at as; a guest is nobody. */
export function personOf(scene: Scene, onlooker: Onlooker, locale: Locale) {
  const { owners, outsiders, staff, cashiers } = scene
  const people = { guest: undefined, client: owners, outsider: outsiders, staff, cashier: cashiers }
  return people[onlooker]?.[locale]
}
