import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { findChromium } from '../../scripts/machine.mjs'
import { writeFontSettings } from './browser-fonts.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one Chromium of this run listens. */
    browserEndpoint: string
  }
}

/** Vitest's global setup: one Chromium for all files; every visitor has a profile of his own in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('Chromium is not installed; `npm test` installs it.')
  const server = await chromium.launchServer({
    executablePath,
    env: { ...process.env, FONTCONFIG_FILE: writeFontSettings() },
    host: '127.0.0.1',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  project.provide('browserEndpoint', server.wsEndpoint())
  return () => server.close()
}
