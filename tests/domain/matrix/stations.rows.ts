import * as network from '#app/domain/stations/network-shortages.server.ts'
import * as outages from '#app/domain/stations/outages.server.ts'
import * as details from '#app/domain/stations/station-details.server.ts'
import * as lists from '#app/domain/stations/station-lists.server.ts'
import * as names from '#app/domain/stations/station-names.server.ts'
import { type MatrixFile, NOWHERE, readers } from './row.ts'

const keepers = ['administrator', 'operator'] as const
const seers = [...readers, 'owner', 'manager', 'viewer', 'system', 'key:pump', 'key:read'] as const

/** Of no station. */
const CODE = String(NOWHERE)
const forever = { startsAt: null, endsAt: null, reason: '' }
const period = { ...forever, version: 1 }

export const file: MatrixFile = {
  rows: [
    { verb: 'listStations', may: seers, call: (ctx) => lists.listStations(ctx, {}) },
    { verb: 'stationChoices', may: seers, call: (ctx) => names.stationChoices(ctx) },
    { verb: 'findStationByCode', may: seers, call: (ctx) => details.findStationByCode(ctx, CODE) },
    { verb: 'listStationEvents', may: readers, call: (ctx) => details.listStationEvents(ctx, NOWHERE) },
    {
      verb: 'editStation',
      may: keepers,
      call: (ctx) =>
        details.editStation(ctx, CODE, {
          ...{ name: 'АЗС', city: '', address: '', latitude: null, longitude: null },
          ...{ productIds: [], week: null, numberOnly: false, version: 1 },
        }),
    },
    { verb: 'closeStation', may: keepers, call: (ctx) => outages.closeStation(ctx, CODE, period) },
    {
      verb: 'recordShortage',
      may: keepers,
      call: (ctx) => outages.recordShortage(ctx, CODE, { ...period, product: 'ai92', cap: null }),
    },
    {
      verb: 'listNetworkShortages',
      may: readers,
      call: (ctx) => network.listNetworkShortages(ctx),
    },
    {
      verb: 'recordNetworkShortage',
      may: keepers,
      call: (ctx) => network.recordNetworkShortage(ctx, { ...forever, product: 'nothing', cap: 1_000 }),
    },
    {
      verb: 'liftNetworkShortage',
      may: keepers,
      call: (ctx) => network.liftNetworkShortage(ctx, NOWHERE),
    },
    { verb: 'liftOutage', may: keepers, call: (ctx) => outages.liftOutage(ctx, CODE, NOWHERE) },
  ],
  steps: {
    noteStationAsked: 'a step of deciding on an operation at a pump',
    readReach: 'a step of showing a card or a coupon',
  },
  open: {
    namesOfStations:
      'what a station is called is no secret: for the paper of a coupon and for drivers, who have no account',
  },
}
