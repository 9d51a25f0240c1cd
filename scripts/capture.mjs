import { spawn } from 'node:child_process'

/**
 * Runs a command to its end; never rejects.
 * @param {string[]} command
 * @param {import('node:child_process').SpawnOptionsWithoutStdio} [options]
 * @returns {Promise<{ code: number | null, output: string }>} both streams in one, 127 when it cannot be run at all
 */
export function capture([file = '', ...args], options = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        output += chunk
      })
    }
    child.once('error', (error) => resolve({ code: 127, output: `E: ${error.message}` }))
    child.once('close', (code) => resolve({ code, output }))
  })
}
