import { startBuiltApp, startProcess } from '#tests/support/built-app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'

export type Website = Awaited<ReturnType<typeof openWebsite>>

export interface WebsiteOptions {
  worker?: boolean
  /** Settings of both processes beside those of every test. */
  env?: Record<string, string>
}

const FAILURE = /"level":"(?:error|fatal)"/

/** What ships, on a database of the test file's own: the built web server and, where asked for, the built worker. */
export async function openWebsite({ worker = false, env: more = {} }: WebsiteOptions = {}) {
  const cabinet = await createCabinet()
  const web = await startBuiltApp(cabinet, { LOG_LEVEL: 'warn', ...more })
  const env = { DATABASE_URL: cabinet.url, PUBLIC_URL: web.url, LOG_LEVEL: 'warn', ...more }
  const background = worker ? startProcess('worker', [], env) : undefined
  return {
    url: web.url,
    cabinet,
    async close() {
      background?.process.kill('SIGTERM')
      await Promise.all([web.stop(), background?.exited])
      await cabinet.destroy()
      const said = `${web.output()}${background?.output() ?? ''}`
      const failures = said.split('\n').filter((line) => FAILURE.test(line))
      if (failures.length > 0) throw new Error(`The website failed:\n${failures.join('\n')}`)
    },
  }
}
