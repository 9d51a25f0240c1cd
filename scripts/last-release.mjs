/**
 * The newest commit whose subject begins with "Release ".
 * @param {string} log What `git log --format='%h %s'` prints.
 * @returns {{ commit: string, title: string } | undefined}
 */
export function lastReleaseIn(log) {
  const [, commit, title] = /^(\w+) (Release .+)$/m.exec(log) ?? []
  return commit && title ? { commit, title } : undefined
}
