import { z } from 'zod'
import { cursor, product } from '#app/domain/kernel/list-filter.input.server.ts'
import { spans } from './spans.ts'

/** How the forecast is shown; what makes no sense is as if it were not there. */
export const ForecastView = z.object({
  span: z.enum(spans).catch('month'),
  by: z.enum(['litres', 'tenge']).catch('litres'),
})

export const ExpiredFilter = z.object({ product, cursor })
export type ExpiredFilter = z.output<typeof ExpiredFilter>
