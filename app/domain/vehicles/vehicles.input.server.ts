import { z } from 'zod'
import { kilometres } from '#app/domain/authorizations/odometer.input.server.ts'
import { optionalDay } from '#app/domain/kernel/day.input.server.ts'
import { cursor, product, productCode, searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { isUnreadable } from '#app/domain/kernel/plain-text.ts'
import { litresOrNone } from '#app/domain/kernel/volume.input.server.ts'

export const VehicleFilter = z.object({
  q: searchText,
  product,
  status: z.enum(['archived']).optional().catch(undefined),
  cursor,
})
export type VehicleFilter = z.output<typeof VehicleFilter>

const MAX_PLATE = 20
const MAX_MAKE = 100
const MAX_TANK_LITRES = 3_000
const MAX_NORM_LITRES = 500

/** 100 ml and more: what is less is a slip. Empty: not known. */
const someLitres = (most: number) => litresOrNone({ min: 100, max: most * 1_000 })

/** A vehicle's facts as a form has them, or a line of a file that may not say all of them. */
export const vehicleFields = {
  plate: z
    .string()
    .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim().toUpperCase())
    .pipe(z.string().min(1).max(MAX_PLATE))
    .refine((text) => text === '' || /[\p{L}\p{N}]/u.test(text), { error: 'invalid' })
    .refine((text) => !isUnreadable(text), { error: 'unreadable_characters' }),
  make: z
    .string()
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(MAX_MAKE))
    .refine((text) => !isUnreadable(text), { error: 'unreadable_characters' }),
  product: z
    .string()
    .trim()
    .pipe(z.literal('').or(productCode))
    .transform((code) => code || null),
  /** Litres; millilitres come out. */
  tank: someLitres(MAX_TANK_LITRES),
  /** Litres a hundred kilometres. */
  norm: someLitres(MAX_NORM_LITRES),
}

export const VehicleInput = z.object({
  plate: vehicleFields.plate,
  make: vehicleFields.make.default(''),
  product: vehicleFields.product.default(null),
  tank: vehicleFields.tank.default(null),
  norm: vehicleFields.norm.default(null),
  /** Of what was edited; left out for a new one. */
  version: z.coerce.number().int().positive().optional(),
})
export type VehicleInput = z.output<typeof VehicleInput>

/** Ticked: it was asked again, and is kept although it does not fit. */
const confirmed = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on')

export const ReadOdometer = z.object({
  km: kilometres,
  /** Today's is as of now. */
  date: optionalDay,
  confirmed,
})
export type ReadOdometer = z.output<typeof ReadOdometer>

/** At a fill that is known. */
export const ReadFill = z.object({
  km: kilometres,
  full: z
    .literal('on')
    .optional()
    .transform((value) => value === 'on'),
  confirmed,
})
export type ReadFill = z.output<typeof ReadFill>
