import type { Random } from '../driver/random.ts'
import type { Instrument, Station } from './station.ts'

/** One customer at a station, by chance: with a hold, paid afterwards, taken back, driven off, told later. */
export async function fill(station: Station, random: Random, instrument: Instrument): Promise<void> {
  const isCard = 'card_number' in instrument
  const wish = isCard ? { volume_ml: random.between(1, 8) * 5_000 } : {}
  switch (random.pick(['held', 'held', 'held', 'paid afterwards', 'taken back', 'driven off', 'later'])) {
    case 'held': {
      const operation = await station.authorize(instrument, wish)
      if (operation.told === 'held') await station.complete(operation, random.between(1, 4) * 5_000)
      return
    }
    case 'paid afterwards':
      await station.redeem(instrument, wish)
      return
    case 'taken back': {
      const operation = await station.redeem(instrument, wish)
      if (operation.told !== 'completed') return
      await station.reverse(
        operation,
        random.pick(['all', 'all', 'a half']) === 'all' ? undefined : Math.ceil(operation.dispensed / 2),
      )
      return
    }
    case 'driven off': {
      const operation = await station.authorize(instrument, wish)
      if (operation.told === 'held') await station.void(operation)
      return
    }
    case 'later': {
      const other = { instrument, volume: 5_000 }
      await station.tellOffline([other, { instrument, volume: random.between(1, 4) * 5_000 }])
    }
  }
}
