import { z } from 'zod'
import { productsInText } from '#app/domain/products/products.ts'
import { findStationByCode } from '#app/domain/stations/station-details.server.ts'
import { stationFactsOf } from '#app/domain/stations/station-fuel.ts'
import { type ListedStation, listStations } from '#app/domain/stations/station-lists.server.ts'
import { stationConditions } from '#app/domain/stations/stations.ts'
import { type Endpoint, endpoint } from './endpoint.server.ts'
import { listQuery, pageOf, product, search, time, timeOf, timeOrNull } from './schemas.server.ts'

const Station = z
  .object({
    id: z.string().describe('The code of the station'),
    code: z.string(),
    name: z.string(),
    city: z.string(),
    address: z.string(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    products: z.array(product).describe('As the register says; it may be out of date'),
    hours: z.string().describe('As published'),
    open: z.boolean().describe('No closure is in force; hours are not looked at'),
    closed_until: time.nullable().describe('Null while it is open, and for a closure without an end'),
    shortages: z.array(
      z.object({
        product,
        until: time.nullable(),
        cap_ml: z.number().int().nullable().describe('What one fill may take; null: there is none of it'),
        whole_network: z.boolean().describe('At every station'),
      }),
    ),
  })
  .meta({ id: 'Station' })

function answerOf(station: ListedStation, now: Date): z.output<typeof Station> {
  const { closed } = stationFactsOf(station, station.outages, now)
  const inForce = station.outages.filter(
    ({ startsAt, endsAt }) => startsAt <= now && (endsAt === null || endsAt > now),
  )
  return {
    id: station.code,
    code: station.code,
    name: station.name,
    city: station.city,
    address: station.address,
    latitude: station.latitude,
    longitude: station.longitude,
    products: productsInText(station.products),
    hours: station.hours,
    open: !closed,
    closed_until: closed ? timeOrNull(closed.until) : null,
    shortages: inForce.flatMap((outage) =>
      outage.kind === 'shortage' && outage.product
        ? [
            {
              product: outage.product,
              until: outage.endsAt && timeOf(outage.endsAt),
              cap_ml: outage.capPerFill,
              whole_network: outage.ofNetwork,
            },
          ]
        : [],
    ),
  }
}

export const stations: Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/stations',
    scopes: ['pump', 'read'],
    name: 'listStations',
    tag: 'Stations',
    summary: 'The stations of the network, by code',
    repeats: 'read',
    query: z.strictObject({ ...listQuery, q: search, status: z.enum(stationConditions).optional() }),
    answers: { 200: { description: 'A page of stations', schema: pageOf(Station) } },
    async handle({ ctx, query }) {
      const { rows, nextCursor } = await listStations(ctx, query)
      return {
        status: 200,
        body: { data: rows.map((row) => answerOf(row, ctx.now)), next_cursor: nextCursor },
      }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/stations/:id',
    scopes: ['pump', 'read'],
    name: 'getStation',
    tag: 'Stations',
    summary: 'One station by its code',
    repeats: 'read',
    answers: { 200: { description: 'The station', schema: Station } },
    async handle({ ctx, params }) {
      return { status: 200, body: answerOf(await findStationByCode(ctx, params.id ?? ''), ctx.now) }
    },
  }),
]
