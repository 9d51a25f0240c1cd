import { format } from 'node:util'
import { afterEach } from 'vitest'

/** What the code under test writes to console.error or console.warn is a fault that somebody should see: it fails the test. */
const said: string[] = []

for (const level of ['error', 'warn'] as const) {
  // biome-ignore-start lint/suspicious/noConsole: the one place that listens to it
  const original = console[level].bind(console)
  console[level] = (...words: unknown[]) => {
    said.push(`console.${level}: ${format(...words)}`)
    original(...words)
  }
  // biome-ignore-end lint/suspicious/noConsole: the one place that listens to it
}

afterEach(() => {
  const heard = said.splice(0)
  if (heard.length > 0) throw new Error(`Unexpected words on the console:\n${heard.join('\n')}`)
})
