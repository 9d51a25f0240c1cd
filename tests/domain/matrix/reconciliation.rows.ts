import * as closing from '#app/domain/reconciliation/closing.server.ts'
import * as stationShifts from '#app/domain/reconciliation/station-shifts.server.ts'
import { type MatrixFile, NOWHERE, readers } from './row.ts'

const pumps = ['key:pump'] as const

export const file: MatrixFile = {
  rows: [
    {
      verb: 'closeStationShift',
      may: pumps,
      call: (ctx) =>
        closing.closeStationShift(ctx, {
          ...{ shiftId: 'shift', station: 'nowhere', totals: [] },
          openedAt: new Date(Date.now() - 7_200_000),
          closedAt: new Date(Date.now() - 3_600_000),
        }),
    },
    { verb: 'readStationShift', may: pumps, call: (ctx) => closing.readStationShift(ctx, 'nowhere') },
    { verb: 'listStationShifts', may: readers, call: (ctx) => stationShifts.listStationShifts(ctx, {}) },
    { verb: 'findStationShift', may: readers, call: (ctx) => stationShifts.findStationShift(ctx, NOWHERE) },
  ],
  steps: {
    compareWithFills: 'a step of closing and of showing a shift',
    recordSignal: 'a step of what notices something suspicious',
  },
}
