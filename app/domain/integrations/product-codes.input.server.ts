import { z } from 'zod'
import { productCode } from '#app/domain/kernel/list-filter.input.server.ts'

const MAX_CODE = 64

/** As the station's system sends it. */
const code = z.string().trim().min(1, { error: 'required' }).max(MAX_CODE, { error: 'too_long' })

export const NewProductCode = z.object({ code, product: z.string().trim().min(1).pipe(productCode) })
export type NewProductCode = z.output<typeof NewProductCode>

export const OldProductCode = z.object({ code })
export type OldProductCode = z.output<typeof OldProductCode>
