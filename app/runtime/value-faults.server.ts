import type { z } from 'zod'
import type { WordsKey } from '#locales/translate.ts'

/** What is wrong with a value that an operator gave, as words of any language: the key, and what stands in its places. */
export interface ValueFault {
  words: Extract<WordsKey, `commands:${string}`>
  params?: Record<string, string | number>
}

/** zod has no Kazakh and its Russian is for developers. The value itself is never repeated: it may be a secret. */
export function valueFault(issue: z.core.$ZodIssue | undefined): ValueFault {
  switch (issue?.code) {
    case 'invalid_value':
      return { words: 'commands:value.notOneOf', params: { allowed: issue.values.map(String).join(', ') } }
    case 'invalid_type':
      if (issue.expected === 'number') return { words: 'commands:value.notANumber' }
      return { words: issue.expected === 'int' ? 'commands:value.notWhole' : 'commands:value.invalid' }
    case 'too_small': {
      const params = { limit: String(issue.minimum) }
      if (issue.origin === 'string') return { words: 'commands:value.tooShort', params }
      return { words: issue.inclusive ? 'commands:value.tooSmall' : 'commands:value.notAbove', params }
    }
    case 'too_big':
      return { words: 'commands:value.tooLarge', params: { limit: String(issue.maximum) } }
    case 'invalid_format':
      if ('prefix' in issue)
        return { words: 'commands:value.badStart', params: { prefix: String(issue.prefix) } }
      return { words: issue.format === 'url' ? 'commands:value.notAnAddress' : 'commands:value.invalid' }
    // The one check of our own, on PUBLIC_URL.
    case 'custom':
      return { words: 'commands:value.notAnOrigin' }
    default:
      return { words: 'commands:value.invalid' }
  }
}
