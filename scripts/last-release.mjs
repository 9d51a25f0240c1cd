import { execFileSync } from 'node:child_process'

/**
 * The newest commit before or at HEAD whose message begins with "Release ".
 * @param {string} folder Of the repository.
 * @returns {{ commit: string, title: string } | undefined}
 */
export function lastRelease(folder) {
  const log = execFileSync('git', ['log', '--format=%h %s'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const [, commit, title] = /^(\w+) (Release .+)$/m.exec(log) ?? []
  return commit && title ? { commit, title } : undefined
}
