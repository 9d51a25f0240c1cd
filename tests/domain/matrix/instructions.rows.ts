import * as feed from '#app/domain/instructions/feed.server.ts'
import { recordProcessorEvents } from '#app/domain/processor-events/processor-events.server.ts'
import { type MatrixFile, NOWHERE } from './row.ts'

const processor = ['key:instructions'] as const

export const file: MatrixFile = {
  rows: [
    {
      verb: 'handOutInstructions',
      may: processor,
      call: (ctx) => feed.handOutInstructions(ctx, { after: 0 }),
    },
    {
      verb: 'settleInstruction',
      may: processor,
      call: (ctx) => feed.settleInstruction(ctx, NOWHERE, { outcome: 'in_force', reason: null }),
    },
    {
      verb: 'recordProcessorEvents',
      may: processor,
      call: (ctx) => recordProcessorEvents(ctx, []),
    },
    {
      verb: 'exportInstructions',
      may: ['system'],
      call: (ctx) => feed.exportInstructions(ctx).next(),
    },
  ],
  internal: {
    recordInstrumentChange: 'the last step of changing a card or a coupon',
    readAtProcessor: 'a step of showing cards and coupons',
    lastFillsAtProcessor: 'a step of showing a card or a coupon',
    countOpen: 'of doctor, who reads everything',
    requireProcessor: 'asks for the right itself, for the verbs above',
  },
}
