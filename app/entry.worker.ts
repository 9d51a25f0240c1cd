import { join } from 'node:path'
import { createMailer, createServices, createWebhookSender } from './runtime/services.server.ts'
import { readEnv } from './runtime/settings.server.ts'
import { explainFailedStart } from './runtime/terminal.server.ts'
import { jobs } from './worker/jobs.ts'
import { runJobs } from './worker/scheduler.server.ts'

/** The background process: letters, imports, sealing the audit log, purges. Any number of it may run, on any node. */
async function main(): Promise<number> {
  const env = readEnv()
  const services = createServices(env)
  const { db, log } = services
  const stop = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort())
  const own = jobs.filter(({ module }) => !module || services.settings.modules.includes(module))
  log.info({ jobs: own.map((job) => job.name) }, 'Worker started')
  await runJobs(
    own,
    {
      ...services,
      mailer: createMailer(env, log),
      webhooks: createWebhookSender(env, log),
      inbox: join(env.dataDir, 'inbox'),
    },
    stop.signal,
  )
  await db.destroy()
  log.info('Worker stopped')
  return 0
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${explainFailedStart(error)}\n`)
    process.exit(1)
  },
)
