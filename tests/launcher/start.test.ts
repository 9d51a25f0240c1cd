import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { kill, LauncherProject, occupyPort } from '#tests/support/launcher.ts'

/** Where the private database is not the point, the tests are quicker without it. */
const ELSEWHERE = { DATABASE_URL: 'mysql://far.example/cabinet' }

let project: LauncherProject

afterEach(() => project.remove())

describe('npm start', () => {
  test('migrates, loads the demo data, serves, and says so', async () => {
    project = new LauncherProject()
    const { url } = await project.start()
    const everything = ['cli migrate', 'cli demo --if-empty', 'worker began']
    await expect.poll(() => project.said()).toEqual(everything)
    expect(await (await fetch(url)).text()).toMatch(/^mysql:\/\/root@localhost\/cabinet\?socketPath=/)
  })

  test('stops in order on Ctrl-C, finishes what is in flight, and leaves no process', async () => {
    project = new LauncherProject()
    const run = await project.start()
    await expect.poll(() => project.said()).toContain('worker began')
    const slow = fetch(`${run.url}/slow`).then((response) => response.text())
    await sleep(100)
    expect(await run.stop('SIGINT')).toBe(0)
    expect(await slow).toBe('finished')
    expect(project.said()).toEqual(
      expect.arrayContaining(['http asked to end', 'http ended', 'worker ended']),
    )
    expect(project.processes()).toEqual([])
  })

  test.each(['SIGTERM', 'SIGHUP'] as const)('ends with 0 on %s', async (signal) => {
    project = new LauncherProject()
    const run = await project.start(ELSEWHERE)
    expect(await run.stop(signal)).toBe(0)
    expect(project.processes()).toEqual([])
  })

  test.each([0, 150, 400, 800])(
    'stopped %i ms into the first start leaves nothing that the next one trips over',
    async (ms) => {
      project = new LauncherProject()
      const first = project.run('start')
      await sleep(ms)
      await first.stop('SIGINT')
      await project.untilNoProcess()
      await project.start()
    },
  )

  test.each([200, 600, 1200])('killed %i ms into the first start recovers', async (ms) => {
    project = new LauncherProject()
    const first = project.run('start')
    await sleep(ms)
    await first.stop('SIGKILL')
    await project.start()
  })

  test('takes everything along when it is killed, and starts again', async () => {
    project = new LauncherProject()
    const run = await project.start()
    await run.stop('SIGKILL')
    await project.untilNoProcess()
    expect(project.said()).toContain('http ended')
    const again = await project.start()
    expect((await fetch(again.url)).ok).toBe(true)
  })

  test('starts a process again that crashed, on the same address', async () => {
    project = new LauncherProject()
    const run = await project.start(ELSEWHERE)
    const web = project.processes().find(({ command }) => command.includes('entry.http'))
    kill(web?.pid ?? 0)
    await run.says(/The http process stopped/)
    await expect
      .poll(() =>
        fetch(run.url).then(
          (response) => response.ok,
          () => false,
        ),
      )
      .toBe(true)
  })

  test('starts the database again that was killed, on the same socket', async () => {
    project = new LauncherProject()
    const run = await project.start()
    const database = project.processes().find(({ command }) => command.includes('mariadbd'))
    kill(database?.pid ?? 0)
    await run.says(/The database stopped \(SIGKILL\)/)
    const connects = () => project.run('cabinet', ['exit', '0']).ended
    await expect.poll(connects).toBe(0)
    expect(await run.stop()).toBe(0)
  })

  test('refuses to run twice on the same data, and says who is there', async () => {
    project = new LauncherProject()
    const run = await project.start(ELSEWHERE)
    const second = project.run('start', [], ELSEWHERE)
    expect(await second.ended).toBe(1)
    expect(second.output).toBe(
      `The cabinet in ${project.dataDir} is already running (npm start, process ${run.child.pid}).\n`,
    )
    expect((await fetch(run.url)).ok).toBe(true)
  })

  test('says in one sentence that the port is in use', async () => {
    project = new LauncherProject()
    const { port, free } = await occupyPort()
    const run = project.run('start', [], { ...ELSEWHERE, PORT: String(port) })
    expect(await run.ended).toBe(1)
    free()
    expect(run.output).toBe(
      `Port ${port} on 127.0.0.1 is in use: stop the program that uses it, or set PORT to another port.\n`,
    )
    expect(project.processes()).toEqual([])
  })

  test('runs where the path is longer than a socket may have', async () => {
    project = new LauncherProject({ dataDir: `${'deep/'.repeat(30)}data` })
    const { url } = await project.start()
    expect((await fetch(url)).ok).toBe(true)
  })

  test('stops when the web server does not come up, and says why', async () => {
    project = new LauncherProject()
    writeFileSync(join(project.root, 'build/server/entry.http.js'), 'process.exit(3)')
    const run = project.run('start', [], ELSEWHERE)
    expect(await run.ended).toBe(1)
    expect(run.output).toContain('The web server did not start: it stopped with exit code 3.')
    expect(project.processes()).toEqual([])
  })

  test('loads the demo data where it is told to, and only there', async () => {
    project = new LauncherProject()
    await (await project.start({ ...ELSEWHERE, DEMO: '1' })).stop()
    expect(project.said()).toContain('cli demo --if-empty')
    await project.remove()
    project = new LauncherProject()
    await project.start({ DEMO: '0' })
    expect(project.said()).not.toContain('cli demo --if-empty')
  })

  test('uses the database that it is given, and starts none', async () => {
    project = new LauncherProject()
    const { url } = await project.start(ELSEWHERE)
    expect(await (await fetch(url)).text()).toContain(ELSEWHERE.DATABASE_URL)
    expect(project.said()).not.toContain('cli demo --if-empty')
    expect(project.processes().some(({ command }) => command.includes('mariadbd'))).toBe(false)
  })

  test('refuses production without a database, with the application’s list of faults', async () => {
    project = new LauncherProject()
    const run = project.run('start', [], { NODE_ENV: 'production' })
    expect(await run.ended).toBe(1)
    expect(run.output).toBe('every fault of the configuration')
    expect(project.processes()).toEqual([])
  })
})

describe('the generated secret', () => {
  test('is the owner’s alone and stays the same', async () => {
    project = new LauncherProject()
    const first = await project.start(ELSEWHERE)
    const keys = (await (await fetch(first.url)).text()).split(' ')[1]
    await first.stop()
    const path = join(project.dataDir, 'secret-keys')
    expect(readFileSync(path, 'utf8').trim()).toBe(keys)
    expect(keys).toHaveLength(43)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(project.dataDir).mode & 0o777).toBe(0o700)
    const second = await project.start(ELSEWHERE)
    expect(await (await fetch(second.url)).text()).toContain(keys)
  })
})
