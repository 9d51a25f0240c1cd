import { z } from 'zod'
import { isPin } from './card-pins.ts'

export const NewCardPin = z.object({
  pin: z.string().trim().min(1, { error: 'required' }).refine(isPin, { error: 'pin_invalid' }),
})
export type NewCardPin = z.output<typeof NewCardPin>
