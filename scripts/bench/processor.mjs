const SAMPLE_MS = 500

/**
 * How fast a page's scripts run on this machine now, as Chrome DevTools and Lighthouse count it (BenchmarkIndex): texts
 * of 10,000 letters built and arrays of 100,000 numbers copied, in tens a second, the mean of both. DevTools takes 1,000
 * for a phone of the middle class (Pixel 5) and 264 for a slow one (Moto G Power 2022).
 * @param {import('playwright-core').Browser} browser
 */
export async function processorIndex(browser) {
  const page = await browser.newPage()
  try {
    return Math.round(await page.evaluate(benchmarkIndex, SAMPLE_MS))
  } finally {
    await page.close()
  }
}

/** Runs in the page. @param {number} sampleMs */
function benchmarkIndex(sampleMs) {
  /** @param {(turn: number) => void} work */
  const tensPerSecond = (work) => {
    let turns = 0
    const start = performance.now()
    while (performance.now() - start < sampleMs) work(turns++)
    return turns / 10 / ((performance.now() - start) / 1_000)
  }
  const arrays = [0, 1].map(() => Array.from({ length: 100_000 }, (_, index) => index))
  /** @param {number} turn */
  const copy = (turn) => {
    const source = arrays[turn % 2] ?? []
    const target = arrays[1 - (turn % 2)] ?? []
    for (let index = 0; index < source.length; index++) target[index] = source[index] ?? 0
  }
  const build = () => {
    let text = ''
    for (let letter = 0; letter < 10_000; letter++) text += 'a'
    if (text.length === 1) throw new Error('so that the text is not optimized away')
  }
  build()
  return (tensPerSecond(build) + tensPerSecond(copy)) / 2
}
