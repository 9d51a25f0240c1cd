import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { lastRelease } from '../../scripts/last-release.mjs'

function repository(messages: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'releases-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder })
  git('init', '--quiet')
  const who = ['-c', 'user.name=Tests', '-c', 'user.email=tests@example.kz', '-c', 'commit.gpgsign=false']
  for (const message of messages) git(...who, 'commit', '--quiet', '--allow-empty', '--message', message)
  return folder
}

test('the last release is the newest commit whose message begins so', () => {
  const messages = [
    'Release 0.1.0',
    'Release 0.2.0',
    'Mend a total\n\nRelease 0.2.0 had it wrong.',
    'Released: a word',
  ]
  expect(lastRelease(repository(messages))).toEqual({
    commit: expect.stringMatching(/^[0-9a-f]{7,}$/),
    title: 'Release 0.2.0',
  })
})

test('a history without one has none', () => {
  expect(lastRelease(repository(['Begin', 'Prepare Release 0.1.0']))).toBeUndefined()
})
