import { mkdirSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Locale, locales } from '#locales/index.ts'
import { markupFaults } from '#tests/support/markup-faults.ts'
import { inspect, inspectColours, inspectNarrowest, shiftFaults } from './inspection.ts'
import { type OpenedScene, openScene, personOf } from './opened-scene.ts'
import { type Onlooker, patternsOfSite, type Visit, visitsOf, withoutPage } from './page-list.ts'
import type { Scene } from './scene.ts'
import type { Visitor } from './visitor.ts'

// `npm run pages` looks at each page in every language, theme and width, and keeps pictures there. Otherwise each page
// is looked at once, in one language, theme and width by turns, or, as CI does (`-- --half`), in every language and both
// themes, on a phone and a desktop by turns.
const pictures = process.env.CABINET_PICTURES
const isHalf = process.env.CABINET_PAGES === 'half'

/** Tabs side by side, one a core. */
const LANES = 2

interface Turn {
  locale: Locale
  width: number
  themes: ('light' | 'dark')[]
}

const everything: Turn[] = locales.flatMap((locale) =>
  [390, 1280].map((width) => ({ locale, width, themes: ['light', 'dark'] })),
)
const byTurns: Turn[] = everything.map((turn, index) => ({
  ...turn,
  themes: [index % 4 < 2 ? 'light' : 'dark'],
}))

let stage: OpenedScene
let scene: Scene
let visits: Visit[]
let looks = 0

beforeAll(async () => {
  stage = await openScene()
  scene = stage.scene
  visits = visitsOf(scene)
  if (!pictures) return
  rmSync(pictures, { recursive: true, force: true })
  mkdirSync(pictures, { recursive: true })
})
afterAll(async () => {
  await stage?.close()
  process.stdout.write(
    `${visits.length} pages, ${looks} looks${pictures ? `, pictures in ${pictures}` : ''}\n`,
  )
})

test('every URL of the site map is looked at or answers no page, and no other is on the list', async () => {
  const patterns = await patternsOfSite()
  const listed = new Set([...visits.map(({ pattern }) => pattern), ...withoutPage])
  expect({
    forgotten: patterns.filter((pattern) => !listed.has(pattern)),
    gone: [...listed].filter((pattern) => !patterns.includes(pattern)),
  }).toEqual({ forgotten: [], gone: [] })
})

test.each<Onlooker>(['guest', 'client', 'outsider', 'staff', 'cashier'])(
  'as a %s sees it: axe finds nothing, everything fits and is in words, the browser complains of nothing',
  async (onlooker) => {
    const faults: string[] = []
    const own = visits.filter(({ as }) => as === onlooker)
    if (onlooker === 'cashier') for (const locale of locales) await scene.cashiers[locale].unlock()
    await inLanes(pictures || isHalf ? everything : byTurns, async (turn, index) => {
      const chosen = pictures ? own : own.filter((_, at) => isTurnOf(at, index))
      faults.push(...(await lookAt(chosen, onlooker, turn)))
    })
    expect(faults).toEqual([])
  },
  pictures || isHalf ? 3_600_000 : 600_000,
)

/** Whether the page at this place of the list is looked at in this turn. */
function isTurnOf(at: number, turn: number): boolean {
  if (!isHalf) return at % byTurns.length === turn
  const [language, width] = [Math.floor(turn / 2), turn % 2]
  return at % 2 === (language + width) % 2
}

async function lookAt(own: Visit[], onlooker: Onlooker, { locale, width, themes }: Turn): Promise<string[]> {
  const visitor = await stage.arrive({
    locale,
    width,
    theme: themes[0],
    as: personOf(scene, onlooker, locale),
  })
  const faults: string[] = []
  for (const visit of own) {
    const found = await openAndPerform(visitor, visit)
    for (const theme of themes) {
      await visitor.tab.emulateMedia({ colorScheme: theme })
      const seen = await (theme === themes[0] ? inspect : inspectColours)(visitor.tab)
      found.push(...seen.map((fault) => `${theme} ${fault}`))
      if (pictures) {
        const path = `${pictures}/${nameOf(visit)}-${width}-${locale}-${theme}.jpg`
        await visitor.tab.screenshot({ path, fullPage: true, animations: 'disabled', quality: 80 })
      }
      looks++
    }
    await visitor.tab.emulateMedia({ colorScheme: themes[0] })
    found.push(...(await inspectNarrowest(visitor.tab)))
    faults.push(
      ...[...found, ...visitor.faults.splice(0)].map(
        (fault) => `${nameOf(visit)} ${locale} ${width} ${fault}`,
      ),
    )
  }
  await visitor.leave()
  return faults
}

async function openAndPerform(visitor: Visitor, { path, status, deed }: Visit): Promise<string[]> {
  const answered = await visitor.open(path)
  if (answered !== status) return [`answered ${answered}`]
  const faults = [...(await markupFaults(visitor.markup)), ...(await shiftFaults(visitor.tab))]
  await deed?.perform(visitor)
  return faults
}

/** `client-coupons`, `staff-admin-companies-1`: what a picture's file is called. */
function nameOf({ as, pattern, path, status, deed }: Visit): string {
  const shown = pattern.includes(':token') ? pattern : path
  return [as, shown, deed?.name, status === 200 ? '' : status]
    .filter(Boolean)
    .join('-')
    .replace(/[^\w]+/g, '-')
    .replace(/^-|-$/g, '')
}

async function inLanes<Item>(
  items: Item[],
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  const queue = [...items.entries()]
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await work(next[1], next[0])
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}
