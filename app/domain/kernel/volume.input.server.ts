import { z } from 'zod'
import { typedNumber } from './typed-number.input.server.ts'

/** In millilitres; nothing at all is a volume too unless there is a least. */
interface Range {
  min?: number
  max: number
}

const written = /^\d{1,5}(?:\.\d{1,3})?$/
const millilitres = (text: string) => Math.round(Number(text) * 1_000)

/** `20`, `20,5`, `1 000.500`: litres to the millilitre. @returns millilitres */
export const litres = (range: Range) =>
  typedNumber
    .refine((text) => text !== '', { error: 'required', abort: true })
    .refine((text) => written.test(text), { error: 'invalid', abort: true })
    .transform(millilitres)
    .refine((volume) => isWithin(volume, range), { error: 'invalid' })

/** The same; empty: null. */
export const litresOrNone = (range: Range) =>
  z.union([typedNumber.pipe(z.literal('')).transform(() => null), litres(range)], { error: 'invalid' })

function isWithin(volume: number, { min = 0, max }: Range): boolean {
  return volume >= min && volume <= max
}
