import * as closedFills from '#app/domain/till/closed-fills.server.ts'
import * as ownShift from '#app/domain/till/own-shift.server.ts'
import * as phoneCode from '#app/domain/till/phone-code.server.ts'
import * as photos from '#app/domain/till/photos/present-photo.server.ts'
import * as selling from '#app/domain/till/selling.server.ts'
import * as shiftLists from '#app/domain/till/shift-lists.server.ts'
import * as shifts from '#app/domain/till/shifts.server.ts'
import { type MatrixFile, NOWHERE, readers } from './row.ts'

const cashiers = ['cashier'] as const
/** No phone's. */
const device = undefined

export const file: MatrixFile = {
  rows: [
    { verb: 'requireOwnShift', may: cashiers, call: (ctx) => ownShift.requireOwnShift(ctx, device) },
    {
      verb: 'presentAtTill',
      may: cashiers,
      call: (ctx) => selling.presentAtTill(ctx, device, { code: '1' }),
    },
    {
      verb: 'completeFill',
      may: cashiers,
      call: (ctx) => selling.completeFill(ctx, device, NOWHERE, { volume: 1 }),
    },
    {
      verb: 'completeByPhoneCode',
      may: cashiers,
      call: (ctx) => phoneCode.completeByPhoneCode(ctx, device, { phoneCode: '00000000', volume: 1 }),
    },
    {
      verb: 'presentPhoto',
      may: cashiers,
      call: (ctx) => photos.presentPhoto(ctx, device, Buffer.alloc(0)),
    },
    { verb: 'choosePump', may: cashiers, call: (ctx) => selling.choosePump(ctx, device, NOWHERE, '1') },
    { verb: 'voidFill', may: cashiers, call: (ctx) => selling.voidFill(ctx, device, NOWHERE) },
    {
      verb: 'lessenFill',
      may: cashiers,
      call: (ctx) => selling.lessenFill(ctx, device, NOWHERE, { volume: 0 }),
    },
    { verb: 'findFill', may: cashiers, call: (ctx) => selling.findFill(ctx, device, NOWHERE) },
    { verb: 'listFills', may: cashiers, call: (ctx) => selling.listFills(ctx, device) },
    { verb: 'unlockShift', may: cashiers, call: (ctx) => shifts.unlockShift(ctx, device, { pin: '2468' }) },
    {
      verb: 'resumeShift',
      may: cashiers,
      call: (ctx) => shifts.resumeShift(ctx, { password: 'нет', pin: '2468' }),
    },
    { verb: 'closeShift', may: cashiers, call: (ctx) => shifts.closeShift(ctx, device) },
    { verb: 'reportOwnShift', may: cashiers, call: (ctx) => shiftLists.reportOwnShift(ctx, device) },
    { verb: 'reportClosedShift', may: cashiers, call: (ctx) => shiftLists.reportClosedShift(ctx, NOWHERE) },
    { verb: 'openShift', may: cashiers, call: (ctx) => shifts.openShift(ctx, { pin: '2468' }) },
    { verb: 'findOwnShift', may: cashiers, call: (ctx) => ownShift.findOwnShift(ctx, device) },
    { verb: 'listShifts', may: readers, call: (ctx) => shiftLists.listShifts(ctx, {}) },
    { verb: 'reportShift', may: readers, call: (ctx) => shiftLists.reportShift(ctx, NOWHERE) },
    {
      verb: 'findClosedFill',
      may: ['administrator', 'operator'],
      call: (ctx) => closedFills.findClosedFill(ctx, NOWHERE, NOWHERE),
    },
    {
      verb: 'findTakeable',
      may: ['administrator', 'operator'],
      call: (ctx) => closedFills.findTakeable(ctx, NOWHERE, NOWHERE),
    },
    {
      verb: 'takeBackFill',
      may: ['administrator', 'operator'],
      call: (ctx) => closedFills.takeBackFill(ctx, NOWHERE, NOWHERE, { volume: 1, reason: 'x' }),
    },
    {
      verb: 'endShift',
      may: ['administrator', 'operator', 'support'],
      call: (ctx) => shifts.endShift(ctx, NOWHERE),
    },
  ],
  steps: {
    readOwnIntegration: 'a step of asking at a till and by telephone',
    namePump: 'a step of choosing the pump at a till',
    fillInShift: 'a step of showing a fill of a till',
    askingFrom: 'a step of every operation at a till',
    keepPhoneAuthorization: 'a step of asking by telephone',
    countingCodes: 'a step of entering a code of support',
    takePhoneHold: 'a step of completing under a code of support',
    requireCashier: 'checks the right of the verbs of a till',
    requireOpenShift: 'a step of every operation at a till',
    onOperation: 'a step of completing and voiding',
    onOperationInTurn: 'a step of reversing',
    lockStationShifts: 'a step of reversing and of closing a station’s shift',
    takeBack: 'a step of reversing and of taking back late',
    readReversible: 'a step of taking back a fill of a closed shift',
    takeBackRemaining: 'a step of taking back a fill of a closed shift',
    recognise: 'a step of presenting at a till',
    answersById: 'a step of showing fills of a till',
    lessenOperation: 'a step of correcting a fill at a till',
    lessen: 'a step of correcting a fill at a till',
  },
}
