import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { layoutFaults, resize } from './inspection.ts'
import { type OpenedScene, openScene, personOf } from './opened-scene.ts'
import { visitsOf } from './page-list.ts'
import type { Scene } from './scene.ts'

const WIDTHS = [320, 390, 640, 768, 900, 1024, 1279, 1280, 1440, 1920]

let stage: OpenedScene
let scene: Scene

beforeAll(async () => {
  stage = await openScene()
  scene = stage.scene
})
afterAll(() => stage?.close())

/** Every page that is a list; found by its path: no further part, no query. */
function listsOf(onlooker: 'client' | 'staff'): string[] {
  const paths = visitsOf(scene).flatMap(({ as, path, status, deed }) =>
    as === onlooker && status === 200 && !deed && !path.includes('?') ? path : [],
  )
  const pages = paths.filter((path) => /^\/[a-z]+$|^\/admin\/(companies\/\d+\/)?[a-z-]+$/.test(path))
  return [...new Set(pages)]
}

test.each(['client', 'staff'] as const)(
  'no list of the %s is cut off at any width without a sign of it',
  async (onlooker) => {
    const visitor = await stage.arrive({ locale: 'ru', as: personOf(scene, onlooker, 'ru') })
    const faults: string[] = []
    for (const path of listsOf(onlooker)) {
      await visitor.open(path)
      for (const width of WIDTHS) {
        await resize(visitor.tab, { width, height: 844 })
        faults.push(...(await layoutFaults(visitor.tab)).map((fault) => `${path} ${width} ${fault}`))
      }
    }
    await visitor.leave()
    expect(faults).toEqual([])
  },
)

/** What a finger meets and misses: shown, of the page and no line of text, and lower than 44 px. */
function smallTargets(tab: Page): Promise<string[]> {
  return tab.evaluate(() => {
    const targets =
      'button, .btn, .chip, summary, select, textarea, input:not([type=hidden], [type=checkbox], [type=radio]), nav a, .menu-item, .chart-switch a'
    return [...document.querySelectorAll<HTMLElement>(targets)].flatMap((element) => {
      const { width, height } = element.getBoundingClientRect()
      if (width <= 1 || !element.checkVisibility() || element.closest('.sr-only')) return []
      return height < 43.5 ? [`${Math.round(height)} px: ${element.outerHTML.slice(0, 120)}`] : []
    })
  })
}

test.each(['client', 'staff'] as const)(
  'every target of the %s is 44 px high for a finger on a tablet and on a phone on its side, and no page is cut off',
  async (onlooker) => {
    const options = { locale: 'kk', as: personOf(scene, onlooker, 'kk'), touch: true } as const
    const visitor = await stage.arrive(options)
    const faults: string[] = []
    const others = {
      client: ['/cabinet', '/coupons/pick', '/check', '/profile'],
      staff: ['/admin', '/check'],
    }
    for (const path of [...others[onlooker], ...listsOf(onlooker)]) {
      await visitor.open(path)
      for (const width of [667, 844, 1024, 1280]) {
        await resize(visitor.tab, { width, height: 800 })
        const found = [...(await smallTargets(visitor.tab)), ...(await layoutFaults(visitor.tab))]
        faults.push(...found.map((fault) => `${path} ${width} ${fault}`))
      }
    }
    await visitor.leave()
    expect(faults).toEqual([])
  },
)

test('at a desk of 1280 px the name of a company has room for more than a word a line', async () => {
  const visitor = await stage.arrive({ as: scene.staff.ru, width: 1280 })
  await visitor.open('/admin/companies')
  const widths = await visitor.tab
    .locator('main .tbl tbody td.main')
    .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().width))
  await visitor.leave()
  expect(widths.length).toBeGreaterThan(0)
  expect(Math.min(...widths)).toBeGreaterThanOrEqual(200)
})

test('the header of staff is one row on every phone', async () => {
  const visitor = await stage.arrive({ as: scene.staff.kk })
  await visitor.open('/admin')
  for (const width of [320, 360, 390, 412, 430, 639]) {
    await resize(visitor.tab, { width, height: 844 })
    const middles = await visitor.tab.evaluate(() =>
      [...document.querySelectorAll('.top > *')].flatMap((part) => {
        const { top, height } = part.getBoundingClientRect()
        return height > 0 ? [top + height / 2] : []
      }),
    )
    expect(middles.length).toBeGreaterThan(2)
    // Two rows are more than a button apart.
    expect([width, Math.max(...middles) - Math.min(...middles) < 20]).toEqual([width, true])
  }
  await visitor.leave()
})

test('on paper the heads stand on every sheet, the totals once, and no column is missing', async () => {
  const visitor = await stage.arrive({ as: scene.owners.ru, width: 794 })
  await visitor.open('/transactions')
  await visitor.tab.emulateMedia({ media: 'print' })
  const displays = await visitor.tab.evaluate(() =>
    ['thead', 'tfoot', 'td.extra'].map((part) => {
      const found = document.querySelector(`main .tbl ${part}`)
      return found && getComputedStyle(found).display
    }),
  )
  await visitor.leave()
  expect(displays).toEqual(['table-header-group', 'table-row-group', 'table-cell'])
})

test.each([390, 1280])('at %i px what needs scripts has no place where there are none', async (width) => {
  const visitor = await stage.arrive({ as: scene.owners.ru, width, javaScript: false })
  await visitor.open('/cards')
  const waiting = visitor.tab.locator('.awaits-scripts')
  expect(await waiting.count()).toBeGreaterThan(0)
  for (const element of await waiting.all()) expect(await element.boundingBox()).toBeNull()
  await visitor.leave()
})
