import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startApp } from '#tests/support/app.ts'
import { freePorts } from '../ports.ts'
import type { Process } from '../processes.ts'
import type { Figures, Scenario } from '../scenario.ts'

const HAPROXY = '/usr/sbin/haproxy'
const LANES = 8

/** docs/haproxy.cfg in front of web servers that are replaced one after the other, as in a rolling deployment. */
export const scenario: Scenario = {
  title: 'docs/haproxy.cfg before web servers that are replaced under load: no request fails',
  count: 6,
  async run({ processes, count, fail }): Promise<Figures> {
    if (!existsSync(HAPROXY)) return { skipped: 'HAProxy is not installed' }
    const folder = mkdtempSync(join(tmpdir(), 'cabinet-haproxy-'))
    const [http = 0, https = 0] = await freePorts(2)
    const apps = await Promise.all([startApp(first(processes)), startApp(first(processes))])
    const configure = () =>
      writeFileSync(join(folder, 'haproxy.cfg'), configuration(folder, { http, https }, apps))
    configure()
    certify(folder)
    const check = execFileSync(HAPROXY, ['-c', '-f', join(folder, 'haproxy.cfg')], { encoding: 'utf8' })
    if (/warning/i.test(check)) fail(check)
    const balancer = spawn(HAPROXY, ['-db', '-f', join(folder, 'haproxy.cfg')], { stdio: 'ignore' })
    const agent = new Agent({ keepAlive: true, rejectUnauthorized: false })
    const statuses = new Map<number, number>()
    let over = false
    try {
      for (let tries = 0; (await statusOf(https, '/sign-in', agent)) !== 200; tries++) {
        if (tries > 100) throw new Error('HAProxy does not answer')
        await sleep(100)
      }
      if ((await statusOf(https, '/readyz', agent)) !== 404) fail('/readyz is open to the world')
      const load = Array.from({ length: LANES }, async () => {
        while (!over) {
          const status = await statusOf(https, '/sign-in', agent)
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
        }
      })
      for (let round = 0; round < count; round++) {
        const at = round % 2
        await sleep(1_500)
        const { port } = new URL(apps[at]?.url ?? '')
        await apps[at]?.stop()
        apps[at] = await startApp(first(processes), { port: Number(port) })
        await sleep(4_500)
      }
      over = true
      await Promise.all(load)
    } finally {
      over = true
      agent.destroy()
      if (balancer.exitCode === null) {
        balancer.kill('SIGTERM')
        await once(balancer, 'exit')
      }
      await Promise.all(apps.map((app) => app.stop()))
      rmSync(folder, { recursive: true, force: true })
    }
    const failed = [...statuses].filter(([status]) => status !== 200)
    if (failed.length > 0) fail(`answers: ${JSON.stringify(failed)}`)
    return { replaced: count, requests: statuses.get(200) ?? 0, failed: failed.length }
  },
}

function first(processes: Process[]): Process {
  const [process] = processes
  if (!process) throw new Error('there is none')
  return process
}

/** The documented file with our addresses, and nothing else changed. */
function configuration(
  folder: string,
  ports: { http: number; https: number },
  apps: { url: string }[],
): string {
  const servers = apps.map(({ url }, at) => `  server web${at + 1} ${new URL(url).host} check`)
  return (
    readFileSync('docs/haproxy.cfg', 'utf8')
      // As many files as a machine for tests may open.
      .replace(/maxconn \d{5}/g, 'maxconn 1000')
      .replace('bind :80\n', `bind 127.0.0.1:${ports.http}\n`)
      .replace('bind :443', `bind 127.0.0.1:${ports.https}`)
      .replace('/etc/haproxy/cabinet.pem', join(folder, 'cabinet.pem'))
      .replace('/run/haproxy/admin.sock', join(folder, 'admin.sock'))
      .replace(/( {2}server web.*\n)+/, `${servers.join('\n')}\n`)
  )
}

function certify(folder: string): void {
  const [key, certificate] = [join(folder, 'key'), join(folder, 'certificate')]
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost']
  execFileSync('openssl', [...request, '-keyout', key, '-out', certificate], { stdio: 'pipe' })
  writeFileSync(join(folder, 'cabinet.pem'), readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'))
}

/** 0 when there was no answer. */
function statusOf(port: number, path: string, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path, agent }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0))
    })
    request.once('error', () => resolve(0))
  })
}
