import { expect, test } from 'vitest'
import type { z } from 'zod'

/** Values of one field at the edges of what it takes, and just beyond. */
export interface Bounds {
  takes: readonly unknown[]
  refuses: readonly unknown[]
}

/** A text of so many characters, and no more; a required one has at least one. */
export function upTo(max: number, options: { optional?: boolean; letter?: string } = {}): Bounds {
  const { optional = false, letter = 'a' } = options
  return {
    takes: [optional ? '' : letter, letter.repeat(max)],
    refuses: [letter.repeat(max + 1), ...(optional ? [] : [''])],
  }
}

export function between(min: number, max: number): Bounds {
  return { takes: [min, max], refuses: [min - 1, max + 1] }
}

/** Tests each field of a form within an otherwise good form: what it refuses is told beside that field. */
export function testBounds(
  name: string,
  schema: z.ZodType,
  good: Record<string, unknown>,
  bounds: Record<string, Bounds>,
): void {
  test.each(Object.entries(bounds))(`${name}: the bounds of %s`, (field, { takes, refuses }) => {
    const refusedFields = (value: unknown) => {
      const { error } = schema.safeParse({ ...good, [field]: value })
      return [...new Set(error?.issues.map(({ path }) => path[0]))]
    }
    expect(takes.map(refusedFields)).toEqual(takes.map(() => []))
    expect(refuses.map(refusedFields)).toEqual(refuses.map(() => [field]))
  })
}
