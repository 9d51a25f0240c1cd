import { z } from 'zod'

/** A number as a person types it: spaces of any kind stand between thousands, a comma is as good as a point. */
export const typedNumber = z.string().transform((text) => text.replace(/\s/g, '').replace(',', '.'))
