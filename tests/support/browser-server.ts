import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { chromiumOptions } from '../../scripts/chromium.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one Chromium of this run listens. */
    browserEndpoint: string
  }
}

/** Vitest's global setup: one Chromium for all files; every visitor has a profile of his own in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer({ ...chromiumOptions(), host: '127.0.0.1' })
  project.provide('browserEndpoint', server.wsEndpoint())
  return () => server.close()
}
