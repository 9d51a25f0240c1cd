import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './settings.mjs'

/** The environment in which tests and checks run. */
export const testEnv = {
  ...process.env,
  NODE_ENV: /** @type {const} */ ('test'),
  PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
}

/**
 * `vitest run` to its end, which also ends it when this process is told to.
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env] beside that of all tests
 * @returns {Promise<number>} its exit code, 1 when a signal ended it
 */
export function runVitest(args, env = {}) {
  const child = spawn('vitest', ['run', ...args], {
    cwd: root,
    env: { ...testEnv, ...env },
    stdio: 'inherit',
  })
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(name, () => child.kill(name))
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}
