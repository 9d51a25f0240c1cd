import type { DemoProduct } from './prices.ts'

export interface DemoStation {
  code: string
  name: string
  city: string
  address: string
  latitude: string
  longitude: string
  products: readonly DemoProduct[]
}

const CITIES = [
  ['Алматы', 43.2389, 76.8897, 6],
  ['Астана', 51.1282, 71.4304, 4],
  ['Шымкент', 42.3417, 69.5901, 3],
  ['Қарағанды', 49.8047, 73.1094, 3],
  ['Талдықорған', 45.0156, 78.3739, 2],
  ['Тараз', 42.9, 71.3667, 2],
  ['Атырау', 47.1068, 51.9032, 2],
  ['Павлодар', 52.2873, 76.9674, 2],
] as const

const STREETS = ['пр. Абая', 'ул. Толе би', 'пр. Назарбаева', 'ул. Жібек жолы', 'трасса А-3', 'ул. Сәтбаев']

/** 24 stations; each sells petrol and diesel, most of them gas too. */
export const demoStations: readonly DemoStation[] = CITIES.flatMap(([city, latitude, longitude, count]) =>
  Array.from({ length: count }, (_, index) => ({ city, latitude, longitude, index })),
).map(({ city, latitude, longitude, index }, at) => ({
  code: `АЗС-${String(at + 1).padStart(3, '0')}`,
  name: `QAZAQ OIL №${at + 1}`,
  city,
  address: `${STREETS[at % STREETS.length]}, ${10 + at * 7}`,
  latitude: (latitude + index * 0.021).toFixed(4),
  longitude: (longitude - index * 0.017).toFixed(4),
  products: ['ai92', 'ai95', 'diesel', 'diesel_winter', ...(at % 3 === 2 ? [] : (['lpg'] as const))],
}))

const second = demoStations[1]
if (!second) throw new Error('the demo has too few stations')
/** Closed since so many days, and for two weeks more. */
export const closedDemoStation = second
export const CLOSED_SINCE_DAYS = 6
