import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { shiftFaults } from './inspection.ts'
import { connectBrowser } from './visitor.ts'

const PAINTED_MS = 500

test('what grows while a page comes and pushes others is found, by what was pushed', async () => {
  const browser = await connectBrowser()
  const tab = await browser.newPage({ viewport: { width: 1280, height: 844 } })
  await tab.goto('data:text/html,<p>words</p><ul style="height:500px"><li>one</li></ul>')
  await sleep(PAINTED_MS)
  await tab.evaluate(() => document.querySelector('p')?.style.setProperty('height', '60px'))
  await sleep(PAINTED_MS)
  expect(await shiftFaults(tab)).toEqual([expect.stringContaining('<ul')])
  await browser.close()
})
