import { z } from 'zod'
import { productCode } from '#app/domain/kernel/list-filter.input.server.ts'
import { productColours, productFamilies } from './products.ts'
import { synonymKey } from './synonyms.ts'

const MAX_SYNONYM = 60
const MAX_SYNONYMS = 100

const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((text) => text === '' || synonymKey(text) !== '', { error: 'invalid' })
const short = z.string().trim().max(20).default('')

/** One a line; a comma or a semicolon separates products in a register, so it does here. */
const synonyms = z
  .string()
  .max(4_000)
  .default('')
  .transform(synonymsIn)
  .refine((list) => list.length <= MAX_SYNONYMS, { error: 'invalid' })
  .refine((list) => list.every((text) => text.length <= MAX_SYNONYM && synonymKey(text) !== ''), {
    error: 'invalid',
  })

function synonymsIn(text: string): string[] {
  const byKey = new Map<string, string>()
  for (const part of text.split(/[\n\r,;]+/)) {
    const synonym = part.replace(/\s+/g, ' ').trim()
    if (synonym !== '' && !byKey.has(synonymKey(synonym))) byKey.set(synonymKey(synonym), synonym)
  }
  return [...byKey.values()]
}

const changeable = {
  nameEn: name,
  nameRu: name,
  nameKk: name,
  shortEn: short,
  shortRu: short,
  shortKk: short,
  synonyms,
  /** Left out: of a new product `other`, of another one what it was. */
  family: z.enum(productFamilies).optional(),
  colour: z.enum(productColours),
  position: z
    .string()
    .trim()
    .min(1)
    .regex(/^\d{1,4}$/, { error: 'invalid' })
    .transform(Number),
  /** A box: ticked or not there. */
  active: z
    .string()
    .optional()
    .transform((ticked) => ticked !== undefined),
}

export const NewProduct = z.object({
  code: z.string().trim().min(1).pipe(productCode),
  ...changeable,
})
export type NewProduct = z.output<typeof NewProduct>

export const EditProduct = z.object({
  ...changeable,
  /** As it was when the form was drawn. */
  version: z.coerce.number().int().positive(),
})
export type EditProduct = z.output<typeof EditProduct>
