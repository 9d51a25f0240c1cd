import * as feed from '#app/domain/instructions/feed.server.ts'
import { recordProcessorEvents } from '#app/domain/processor-events/processor-events.server.ts'
import { compareStateRegisters } from '#app/domain/state-registers/comparing.server.ts'
import { findStateRegister, takeStateRegister } from '#app/domain/state-registers/taking-in.server.ts'
import { listStateRegisters, watchStateRegisters } from '#app/domain/state-registers/watching.server.ts'
import { type MatrixFile, NOWHERE, readers } from './row.ts'

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
    {
      verb: 'takeStateRegister',
      may: processor,
      call: (ctx) => takeStateRegister(ctx, { kind: 'card', asOf: ctx.now }, Buffer.alloc(0)),
    },
    {
      verb: 'findStateRegister',
      may: processor,
      call: (ctx) => findStateRegister(ctx, NOWHERE),
    },
    { verb: 'compareStateRegisters', may: ['system'], call: compareStateRegisters },
    { verb: 'watchStateRegisters', may: ['system'], call: watchStateRegisters },
    { verb: 'listStateRegisters', may: readers, call: listStateRegisters },
  ],
  steps: {
    readWished: 'a step of comparing a register of states',
    readLastAsked: 'a step of comparing a register of states',
    recordDiscrepancies: 'a step of comparing a register of states',
    closeAgreed: 'the last step of comparing a register of states',
    recordLateRegister: 'a step of watching for registers of states',
    isAskable: 'a step of settling a discrepancy',
    askAgain: 'a step of settling a discrepancy',
    askForEach: 'a step of changing a card or a coupon, and of closing and reopening a company',
    askForCompany: 'a step of closing and reopening a company',
    recordInstrumentChange: 'the last step of changing a card or a coupon',
    readAtProcessor: 'a step of showing cards and coupons',
    lastFillsAtProcessor: 'a step of showing a card or a coupon',
    requireProcessor: 'asks for the right itself, for the verbs above',
  },
  open: {
    purgeInstructions: 'of the worker',
    purgeProcessorEvents: 'of the worker',
    purgeProcessorStates: 'of the worker',
    countOpen: 'of doctor, who reads everything',
  },
}
