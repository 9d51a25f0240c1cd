import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Everything that is wrong with a page as it stands: for people who cannot see, on this width, in its words. */
export async function inspect(tab: Page): Promise<string[]> {
  return [...(await layoutFaults(tab)), ...(await wordFaults(tab)), ...(await axeFaults(tab))]
}

/**
 * Of the window's height and width together, as the browser counts it (Cumulative Layout Shift): a tenth of what is called
 * good. On a busy machine a font may come within the moment that it has, after the first picture.
 */
const MAX_SHIFT = 0.01
/** The browser tells of what has happened already in a task of its own. */
const TOLD_MS = 100

interface LayoutShift extends PerformanceEntry {
  value: number
  hadRecentInput: boolean
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
}

/**
 * What moved while the page came, without anybody having pressed anything. Elements count by their own part of the shift;
 * words that take their places in a line anew, when letters come within the moment that a font has, are text nodes.
 */
export async function shiftFaults(tab: Page): Promise<string[]> {
  const shifts = await tab.evaluate(
    (wait) =>
      new Promise<{ value: number; moved: string[] }[]>((resolve) => {
        const observer = new PerformanceObserver((list) =>
          resolve((list.getEntries() as LayoutShift[]).map(shiftOf)),
        )
        observer.observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => resolve([]), wait)
        function shiftOf({ value, hadRecentInput, sources }: LayoutShift) {
          const moved = hadRecentInput ? [] : sources.filter(({ node }) => node instanceof Element)
          return {
            // Elements that overlap are counted once by the browser.
            value: Math.min(
              value,
              moved.reduce((sum, source) => sum + shareOf(source), 0),
            ),
            moved: moved.map(({ node }) => (node as Element).outerHTML.slice(0, 120)),
          }
        }
        /** The part of the window that it was or is in, times the part of the window by which it moved. */
        function shareOf({ previousRect: before, currentRect: after }: LayoutShift['sources'][number]) {
          const [x, y] = [Math.abs(after.x - before.x), Math.abs(after.y - before.y)]
          const common = Math.max(0, after.width - x) * Math.max(0, after.height - y)
          const area = before.width * before.height + after.width * after.height - common
          return ((area / (innerWidth * innerHeight)) * Math.max(x, y)) / Math.max(innerWidth, innerHeight)
        }
      }),
    TOLD_MS,
  )
  return shifts
    .filter(({ value }) => value > MAX_SHIFT)
    .map(({ value, moved }) => `moves by ${value.toFixed(3)} while it comes: ${moved.join(' and ')}`)
}

const LOOKS = 4

/**
 * What another theme may have changed of a page that was inspected: its colours. A busy Chromium may still paint some
 * of them as they were, so what seems wrong is looked at again; what is wrong stays wrong.
 */
export async function inspectColours(tab: Page): Promise<string[]> {
  let faults: string[] = []
  for (let look = 1; look <= LOOKS; look++) {
    await coloursSettled(tab)
    faults = await axeFaults(tab, ['color-contrast', 'link-in-text-block'])
    if (faults.length === 0) break
    await sleep(250 * look)
  }
  return faults
}

/** A theme that changes under a loaded page fades in: on the way every colour is between two themes. */
async function coloursSettled(tab: Page): Promise<void> {
  await tab.evaluate(async () => {
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))
    const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
    await Promise.allSettled(fading.map(({ finished }) => finished))
  })
}

async function axeFaults(tab: Page, rules?: string[]): Promise<string[]> {
  await tab.evaluate(axe)
  const results = (await tab.evaluate(
    // A letter's body is its sender's, in a frame that lets nobody look inside.
    (runOnly) =>
      Reflect.get(globalThis, 'axe').run(document, { iframes: false, resultTypes: ['violations'], runOnly }),
    rules,
  )) as AxeResults
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `axe ${id}: ${html.slice(0, 160)} ${failureSummary}`),
  )
}

/** Until the page is laid out for it: the window answers before its media queries do. */
export async function resize(tab: Page, size: { width: number; height: number }): Promise<void> {
  await tab.setViewportSize(size)
  await tab.waitForFunction(({ width }) => matchMedia(`(width: ${width}px)`).matches, size)
  await tab.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
}

/** The narrowest screen that people have (WCAG 2.2, 1.4.10). */
const NARROWEST = 320

/** Whether the page scrolls sideways on the narrowest screen; the tab gets its width back. */
export async function inspectNarrowest(tab: Page): Promise<string[]> {
  const size = tab.viewportSize()
  if (!size) throw new Error('The tab has no size')
  await resize(tab, { ...size, width: NARROWEST })
  const wider = await tab.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  await resize(tab, size)
  return wider > 0 ? [`scrolls sideways by ${wider} px at ${NARROWEST} px`] : []
}

/** Between a button and what stands above or below it. */
const MIN_GAP_PX = 6

/** What a finger meets without looking; links among words and in the rows of a table, which are pressed whole, may be lower. */
const MIN_TARGET_PX = 44

/** Sideways scrolling, targets too low for a finger, words that do not fit what holds them, buttons of three lines or too near to the text above, and destruction in the midst of what is read. */
export function layoutFaults(tab: Page): Promise<string[]> {
  return tab.evaluate(
    ([MIN_GAP_PX, MIN_TARGET_PX]) => {
      const faults: string[] = []
      const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth
      if (wider > 0) faults.push(`scrolls sideways by ${wider} px`)
      // A card of a narrow list: a label, and its value in one piece beside it.
      for (const cell of document.querySelectorAll<HTMLElement>('td[data-label]')) {
        const parts = [...cell.childNodes].filter(({ textContent }) => textContent?.trim())
        // Texts beside each other are one piece to the browser.
        const inPieces = parts.length > 1 && parts.some((part) => part instanceof Element)
        if (inPieces && getComputedStyle(cell).display === 'flex' && cell.checkVisibility())
          faults.push(`a value in ${parts.length} pieces: ${cell.outerHTML.slice(0, 160)}`)
      }
      const holders = 'button, .btn, .badge, summary, nav a, h1, h2, h3, label, dt, dd, th, legend, .chip'
      for (const element of document.querySelectorAll<HTMLElement>(holders)) {
        const { overflowX, textOverflow, display } = getComputedStyle(element)
        if (display.startsWith('inline') && display !== 'inline-flex' && display !== 'inline-block') continue
        const cut = element.scrollWidth - element.clientWidth
        const shortened = textOverflow === 'ellipsis' || overflowX === 'auto' || overflowX === 'scroll'
        const unseen = element.clientWidth <= 1 || !element.checkVisibility()
        if (cut > 1 && !shortened && !unseen)
          faults.push(`does not fit by ${cut} px: ${element.outerHTML.slice(0, 120)}`)
      }
      const button = document.createRange()
      for (const element of document.querySelectorAll<HTMLElement>('button, .btn, summary.btn')) {
        if (!element.checkVisibility()) continue
        button.selectNodeContents(element)
        const height = Number.parseFloat(getComputedStyle(element).lineHeight)
        // biome-ignore lint/performance/useDomNodeTextContent: only what is seen
        const words = element.innerText.trim()
        if (words && button.getBoundingClientRect().height > 2.5 * height)
          faults.push(`wraps to three lines: ${words.slice(0, 120)}`)
      }
      for (const list of document.querySelectorAll<HTMLElement>('.list')) {
        const hidden =
          (list.querySelector('.tbl')?.getBoundingClientRect().right ?? 0) -
          list.getBoundingClientRect().right
        const scrolls =
          /auto|scroll/.test(getComputedStyle(list).overflowX) || list.querySelector('.list-scroll')
        if (hidden > 1 && !scrolls) faults.push(`a table is cut off by ${Math.round(hidden)} px`)
        const cells = (row: Element | null) =>
          [...(row?.children ?? [])].filter((cell) => cell.checkVisibility()).length
        const head = list.querySelector('.tbl > thead > tr')
        const inRows = getComputedStyle(list.querySelector('tbody') ?? list).display === 'table-row-group'
        for (const row of inRows ? list.querySelectorAll('tbody > tr:not(:has([colspan]))') : [])
          if (cells(row) !== cells(head)) {
            faults.push(`columns without their heads: ${row.outerHTML.slice(0, 120)}`)
            break
          }
      }
      for (const cell of document.querySelectorAll<HTMLElement>('main td, main dd, main li')) {
        const edge = (cell.closest('.list, .panel') ?? document.documentElement).getBoundingClientRect().right
        const over = Math.round(cell.getBoundingClientRect().right - edge)
        if (over > 1 && cell.checkVisibility() && !cell.closest('.list-scroll, .tabs, .menu-panel, .sr-only'))
          faults.push(`is cut off by ${over} px: ${cell.outerHTML.slice(0, 120)}`)
      }
      for (const question of document.querySelectorAll('main details.confirm:not(.confirm-calm)')) {
        if (!question.closest('.danger, .row-menu') && !question.matches('[open]'))
          faults.push(`stands outside a danger panel and a menu: ${question.outerHTML.slice(0, 120)}`)
      }
      for (const element of document.querySelectorAll<HTMLElement>('main .btn')) {
        if (!element.checkVisibility()) continue
        let first: Element = element
        while (
          first.previousElementSibling === null &&
          first.parentElement &&
          first.parentElement.tagName !== 'MAIN'
        )
          first = first.parentElement
        const above = first.previousElementSibling?.getBoundingClientRect()
        const own = element.getBoundingClientRect()
        if (!above || above.height === 0 || above.bottom > own.top + own.height / 2) continue
        if (own.top - above.bottom < MIN_GAP_PX && above.left < own.right && above.right > own.left)
          faults.push(`touches what is above it: ${element.outerHTML.slice(0, 120)}`)
      }
      // Under an answer that fills the screen nothing is seen.
      for (const element of document.querySelectorAll<HTMLElement>('main:not(:has(.till-screen)) .btn')) {
        if (!element.checkVisibility()) continue
        // What a closed question would show stands nowhere yet.
        let next: Element | null = null
        for (let at: Element | null = element; at && at.tagName !== 'MAIN' && !next; at = at.parentElement) {
          next = at.nextElementSibling
          while (next && !next.checkVisibility()) next = next.nextElementSibling
        }
        // A line that is pressed keeps its own distance.
        if (next?.matches('.till-more, :has(.till-more)')) continue
        const below = next?.getBoundingClientRect()
        const own = element.getBoundingClientRect()
        if (!below || below.height === 0 || below.top < own.bottom - own.height / 2) continue
        if (below.top - own.bottom < MIN_GAP_PX && below.left < own.right && below.right > own.left)
          faults.push(`touches what is below it: ${element.outerHTML.slice(0, 120)}`)
      }
      // Where there is room; a phone breaks it between groups.
      for (const number of document.documentElement.clientWidth >= 1280
        ? document.querySelectorAll<HTMLElement>('.tbl .groups')
        : [])
        if (number.getClientRects().length > 1)
          faults.push(`a number in two lines: ${number.outerHTML.slice(0, 120)}`)
      const targets =
        'button, .btn, summary, select, textarea, input:not([type=hidden], [type=checkbox], [type=radio]), nav a, .chart-switch a'
      for (const element of document.documentElement.clientWidth < 640
        ? document.querySelectorAll<HTMLElement>(targets)
        : []) {
        const { width, height } = element.getBoundingClientRect()
        // Moved out of sight until the focus comes, or drawn by what it fills in.
        if (width <= 1 || height <= 1 || !element.checkVisibility() || element.closest('.sr-only')) continue
        if (height < MIN_TARGET_PX - 0.5)
          faults.push(`is ${Math.round(height)} px high for a finger: ${element.outerHTML.slice(0, 120)}`)
      }
      return faults
    },
    [MIN_GAP_PX, MIN_TARGET_PX] as const,
  )
}

/** Keys instead of words, and what programs say instead of people. */
function wordFaults(tab: Page): Promise<string[]> {
  return tab.evaluate(() => {
    // biome-ignore lint/performance/useDomNodeTextContent: only what is seen
    const said = [document.body.innerText, document.title]
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      for (const element of document.querySelectorAll(`[${name}]`))
        said.push(element.getAttribute(name) ?? '')
    }
    const wrong = /\b[a-z]+:[a-z][\w.]*|\{\{\w*|\bundefined\b|\bNaN\b|\[object \w+\]|Invalid Date|\bnull\b/g
    return [...new Set(said.join('\n').match(wrong) ?? [])].map((words) => `says “${words}”`)
  })
}
