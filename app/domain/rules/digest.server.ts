import { createHash } from 'node:crypto'

/** What a preview showed, in short: whoever confirms it names this, and confirms nothing else. */
export function digestOf(shown: unknown): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url')
}
