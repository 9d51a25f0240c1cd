import { afterEach, describe, expect, test } from 'vitest'
import { LauncherProject } from '#tests/support/launcher.ts'

let project: LauncherProject

afterEach(() => project.remove())

describe('npm run cabinet', () => {
  test('brings up the database for as long as it needs it', async () => {
    project = new LauncherProject()
    const run = project.run('cabinet', ['environment'])
    expect([await run.ended, run.output]).toEqual([0, expect.stringContaining('{')])
    const given = JSON.parse(run.output)
    expect(given).toMatchObject({ CABINET_EMBEDDED: '1', CABINET_STRICT: '0', NODE_ENV: 'production' })
    expect(given.DATABASE_URL).toContain(encodeURIComponent(project.dataDir))
    expect(project.said()).toEqual(['cli migrate', 'cli environment'])
    expect(project.processes()).toEqual([])
  })

  test('works beside a running cabinet, on its database', async () => {
    project = new LauncherProject()
    const cabinet = await project.start()
    const run = project.run('cabinet', ['environment'])
    expect(await run.ended).toBe(0)
    expect(await (await fetch(cabinet.url)).text()).toContain(JSON.parse(run.output).DATABASE_URL)
    expect((await fetch(cabinet.url)).ok).toBe(true)
  })

  test('keeps the database for another command that joined it', async () => {
    project = new LauncherProject()
    const first = project.run('cabinet', ['wait', 'one'])
    await expect.poll(() => project.said()).toContain('cli wait one')
    const second = project.run('cabinet', ['wait', 'two'])
    await expect.poll(() => project.said()).toContain('cli wait two')
    project.tell('one')
    await expect.poll(() => project.said()).toContain('cli waited')
    const third = project.run('cabinet', ['exit', '0'])
    expect(await third.ended).toBe(0)
    project.tell('two')
    expect(await Promise.all([first.ended, second.ended])).toEqual([0, 0])
    expect(project.processes()).toEqual([])
  })

  test('makes npm start wait for it', async () => {
    project = new LauncherProject()
    const command = project.run('cabinet', ['wait', 'start'])
    await expect.poll(() => project.said()).toContain('cli wait start')
    const cabinet = project.run('start')
    await cabinet.says(/^Waiting for another command that uses the database \(npm run cabinet, process \d+\)/)
    project.tell('start')
    expect(await command.ended).toBe(0)
    await cabinet.says(/Cabinet ready: \S+/)
  })

  test('ends with the exit code of the command', async () => {
    project = new LauncherProject()
    expect(await project.run('cabinet', ['exit', '3']).ended).toBe(3)
  })

  test('needs no database to help', async () => {
    project = new LauncherProject()
    expect(await project.run('cabinet', ['--help']).ended).toBe(0)
    expect(project.said()).toEqual(['cli --help'])
  })
})
