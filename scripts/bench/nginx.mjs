// nginx as the README configures it, in front of a web server: what passes it passes an operator's.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram, provideNginx } from '../machine.mjs'
import { end } from '../service.mjs'
import { root } from '../settings.mjs'
import { freePort, ready } from './cabinet.mjs'

const BEGINS = '\n    server {\n'
const ENDS = '\n    }\n'

/**
 * @param {string} target the web server's URL
 * @returns {Promise<{ url: string, stop: () => Promise<unknown> }>}
 */
export async function startNginx(target) {
  await provideNginx()
  const folder = mkdtempSync(join(tmpdir(), 'bench-nginx-'))
  const port = await freePort()
  writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port, target))
  const child = spawn(
    findProgram('nginx') ?? '/usr/sbin/nginx',
    ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  const url = `http://127.0.0.1:${port}`
  await ready(`${url}/readyz`)
  return {
    url,
    stop: () => end(child, 10_000).finally(() => rmSync(folder, { recursive: true, force: true })),
  }
}

/**
 * The server of the README without TLS; what surrounds it is Debian's default but for the number of connections.
 * @param {string} folder
 * @param {number} port
 * @param {string} target
 */
function configuration(folder, port, target) {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const begin = readme.indexOf(BEGINS)
  if (begin < 0) throw new Error('the README has no server for nginx')
  const example = readme.slice(begin, readme.indexOf(ENDS, begin) + ENDS.length)
  const server = example
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replace(/^ *ssl_protocols .*\n/m, '')
    .replaceAll('http://127.0.0.1:3000', target)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `  ${name}_temp_path ${folder}/${name};`)
    .join('\n')
  return `daemon off;
master_process off;
pid ${folder}/nginx.pid;
worker_rlimit_nofile 16384;
events { worker_connections 8192; }
http {
  access_log off;
  gzip on;
${temporary}
${server}
}
`
}
