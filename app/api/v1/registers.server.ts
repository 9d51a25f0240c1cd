import { z } from 'zod'
import { encodings } from '#app/domain/imports/parsing/encodings.ts'
import { tradeKinds } from '#app/domain/imports/parsing/kinds.ts'
import { answerRegister, findSentRegister, sendRegister } from '#app/domain/imports/sent-registers.server.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { isUnreadableInLines } from '#app/domain/kernel/plain-text.ts'
import { API_BASE, type Endpoint, endpoint, idOf } from './endpoint.server.ts'
import { Register, registerOf } from './register-fields.server.ts'

const MAX_NAME = 200
const MAX_ANSWERS = 200
const MAX_TEXT = 200

const text = z
  .string()
  .max(MAX_TEXT)
  .refine((value) => !isUnreadableInLines(value), { error: 'unreadable_characters' })
const pairs = z
  .record(text.min(1), text)
  .refine((all) => Object.keys(all).length <= MAX_ANSWERS, { error: 'too_long' })

export const registers: Endpoint[] = [
  endpoint({
    method: 'POST',
    // OpenAPI takes two names of one part of a path for a mistake.
    path: '/registers/:id',
    pathValues: tradeKinds,
    scopes: ['registers'],
    name: 'sendRegister',
    tag: 'Registers',
    summary: 'Send a file of companies, stations, cards, coupons or transactions',
    description:
      'The body is the file itself: CSV, XLSX, XLS, or a ZIP of one of them. It is checked in the background; one ' +
      'without faults and questions comes in by itself, any other waits for answers or for a person, whom an email ' +
      'tells so. The key must belong to no company.',
    repeats: 'key',
    takesFile: true,
    query: z.strictObject({
      file_name: z.string().trim().min(1).max(MAX_NAME).optional().describe('As people will see it'),
      company: text.max(12).optional().describe('BIN, where the file has no column of clients'),
      encoding: z.enum(encodings).optional().describe('Of a CSV; found by itself where it is left out'),
      dry_run: z.literal('true').optional().describe('Checked only'),
    }),
    answers: { 201: { description: 'Taken in; ask for it until its status is final', schema: Register } },
    async handle({ ctx, params, query, file }) {
      const kind = tradeKinds.find((one) => one === params.id) ?? reject('not_found')
      const { company, encoding, dry_run, file_name: name = kind } = query
      const input = { kind, company, encoding, isDryRun: dry_run === 'true' }
      const sent = await sendRegister(ctx, input, { name, bytes: file })
      const headers = { Location: `${API_BASE}/registers/${sent}` }
      return { status: 201, body: registerOf(await findSentRegister(ctx, sent)), headers }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/registers/:id',
    scopes: ['registers'],
    name: 'getRegister',
    tag: 'Registers',
    summary: 'What became of a register that the same system sent',
    repeats: 'read',
    answers: { 200: { description: 'The register', schema: Register } },
    async handle({ ctx, params }) {
      return { status: 200, body: registerOf(await findSentRegister(ctx, idOf(params))) }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/registers/:id/answers',
    scopes: ['registers'],
    name: 'answerRegister',
    tag: 'Registers',
    summary: 'Answer questions of a register, and have it checked again',
    description: 'Without further questions and faults it comes in by itself, also after a dry run.',
    repeats: 'key',
    body: z.strictObject({
      answers: pairs.default({}).describe('By the code of the question'),
      columns: pairs.default({}).describe('By the field: the title or the letter of its column'),
    }),
    answers: { 200: { description: 'In the queue again', schema: Register } },
    async handle({ ctx, params, body }) {
      const answered = idOf(params)
      await answerRegister(ctx, answered, body)
      return { status: 200, body: registerOf(await findSentRegister(ctx, answered)) }
    },
  }),
]
