import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProcess } from './built-app.ts'
import type { Cabinet } from './fixtures.ts'

export interface CommandResult {
  /** The exit code, or the signal that ended it. */
  code: number | NodeJS.Signals
  /** Standard output and standard error, as they came. */
  output: string
}

/** `npm run cabinet -- ...` out of the production build, on a cabinet's database and with a DATA_DIR of its own. */
export function commandLine(cabinet: Pick<Cabinet, 'url'>) {
  const folder = mkdtempSync(join(tmpdir(), 'cabinet-cli-'))
  const start = (args: string[], env: Record<string, string> = {}) =>
    startProcess('cli', args, { DATABASE_URL: cabinet.url, DATA_DIR: folder, LANG: 'C', ...env })

  async function run(args: string[], env?: Record<string, string>): Promise<CommandResult> {
    const { exited, output } = start(args, env)
    return { code: await exited, output: output() }
  }

  async function runPrinted(args: string[], env?: Record<string, string>) {
    const { exited, printed } = start(args, env)
    return { code: await exited, printed: printed() }
  }

  return {
    /** Starts a command and leaves it running. */
    start,
    run,
    /** Standard output alone, without the lines of progress that only a slow run writes. */
    runPrinted,
    /** With `--json`, what a program reads. */
    async runJson(args: string[], env?: Record<string, string>) {
      const { code, printed } = await runPrinted([...args, '--json'], env)
      return { code, answer: JSON.parse(printed) }
    },
    /** A file that a command can read. @returns its path */
    file(name: string, bytes: Uint8Array): string {
      const path = join(folder, name)
      writeFileSync(path, bytes)
      return path
    },
    /** Takes its folder away. */
    remove: () => rmSync(folder, { recursive: true }),
  }
}
