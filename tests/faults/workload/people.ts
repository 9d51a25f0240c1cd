import { setTimeout as sleep } from 'node:timers/promises'
import { binCheckDigit } from '#app/domain/companies/bin.ts'
import { NewApiKey } from '#app/domain/integrations/integrations.input.server.ts'
import { createApiKey } from '#app/domain/integrations/integrations.server.ts'
import { system, testContext } from '#tests/support/context.ts'
import { csv, uploadForm } from '#tests/support/imports.ts'
import type { FaultCabinet } from '../driver/cabinet.ts'
import { outcomeOf, RequestHistory } from '../history/request-history.ts'
import { Abandoned, Person } from './person.ts'
import type { Pump } from './station.ts'

export const PASSWORD = 'сем-раз-отмерь-один-отрежь'

/** A company with cards and coupons of its own, brought in by registers. */
export interface Client {
  companyId: number
  bin: string
}

/** Who is there before anything breaks. */
export interface People {
  /** Signed in as an administrator of the retailer. */
  administrator: Person
  client: Client
  /** Signed in as an owner of the client's cabinet. */
  owner: Person
  /** Of a station's own system. */
  pump: Pump
}

let made = 0

/** An address that nobody had. */
export function newEmail(name: string): string {
  return `${name}-${++made}@altyn-dala.kz`
}

export function newBin(): string {
  for (;;) {
    const first = `1602${String(4_000_000 + ++made)}`
    const digit = binCheckDigit(first)
    if (digit !== null) return first + digit
  }
}

/** Everybody is created as in real use: by an operator's command, letters, forms. */
export async function invitePeople(cabinet: FaultCabinet): Promise<People> {
  const history = new RequestHistory()
  const administrator = new Person(cabinet, history, newEmail('administrator'))
  await cabinet.command('invite-staff', administrator.email, '--role', 'administrator')
  await accept(administrator)
  const client = await newClient(administrator)
  const owner = new Person(cabinet, history, newEmail('owner'))
  await invite(administrator, client, owner.email)
  await accept(owner)
  await bringStations(administrator)
  return { administrator, client, owner, pump: await newPump(cabinet) }
}

const STATIONS = Array.from({ length: 40 }, (_, at) => String(at + 1).padStart(3, '0'))
let pumps = 0

async function bringStations(administrator: Person): Promise<void> {
  const rows = STATIONS.map((code) => [code, `АЗС ${code}`, 'Шымкент'])
  const register = csv('Код АЗС;Наименование;Город', rows)
  await commit(administrator, await uploadRegister(administrator, 'stations', register))
}

/** A key by the verb of the command, and a station for it; forms that close stations find the first ones. */
export async function newPump({ db, secrets }: FaultCabinet): Promise<Pump> {
  const station = STATIONS.at(-1 - (pumps++ % STATIONS.length)) ?? ''
  const input = NewApiKey.parse({ name: `АСУ ${pumps}`, scopes: ['pump'] })
  const { key } = await createApiKey(await testContext(db, { actor: system }), input)
  secrets.add('a key', key)
  return { key, station }
}

/** The same people, with another history to record in. */
export function recordedIn(people: People, history: RequestHistory): People {
  const { client, pump } = people
  return { client, pump, administrator: people.administrator.in(history), owner: people.owner.in(history) }
}

export async function newClient(administrator: Person): Promise<Client> {
  const bin = newBin()
  const { answer } = await administrator.mustAct({
    claim: { action: 'company.created' },
    path: '/admin/companies/new',
    fields: { bin, name: `ТОО «${bin}»` },
  })
  return { bin, companyId: idIn(answer.location) }
}

/** Sends an invitation; whether it was acknowledged is in the history. */
export function invite(administrator: Person, { companyId }: Client, email: string, role = 'owner') {
  return administrator.act({
    claim: { action: 'invitation.sent' },
    path: '/admin/invitations/new',
    fields: { email, companyId: String(companyId), role, locale: 'ru', name: '' },
  })
}

/** Follows the link in the newest letter, after so many before it, and sets a password. @throws Abandoned */
export async function accept(person: Person, password = PASSWORD, before = 0): Promise<void> {
  const path = await letterTo(person, '/invitation/', before)
  const { location } = await person.read(path)
  await person.mustAct({
    claim: { action: 'invitation.accepted' },
    path: location ?? path,
    fields: { password, passwordConfirmation: password },
  })
}

/** What the newest letter with such a link says to open. @throws Abandoned when none comes */
export async function letterTo(person: Person, beginning: string, before = 0): Promise<string> {
  const { provider } = person.cabinet
  for (const last = Date.now() + person.patienceMs; ; await sleep(25)) {
    const found = provider
      .messagesTo(person.email)
      .map(({ body }) => new RegExp(`${beginning}[\\w-]{43}`).exec(body.text)?.[0])
      .filter((link) => link !== undefined)
    const link = found.at(-1)
    if (link && found.length > before) return link
    if (Date.now() > last) {
      person.history.missed.push(`no letter with ${beginning} came to ${person.email}`)
      throw new Abandoned(`no letter to ${person.email}`)
    }
  }
}

export type CardOrCoupon = { id: number; number: string }

/** Of cards or coupons that nobody had. */
export function newNumbers(count: number): string[] {
  return Array.from({ length: count }, () => String(7_825_000_000_000_000 + ++made))
}

/** Uploads a register. @returns the import, whose preview is there. @throws Abandoned */
export async function upload(
  administrator: Person,
  kind: 'cards' | 'coupons',
  { bin }: Client,
  numbers: string[],
): Promise<number> {
  for (const number of numbers) administrator.cabinet.secrets.add('a QR payload', payloadOf(number))
  const register = kind === 'cards' ? cardRegister(bin, numbers) : couponRegister(bin, numbers)
  return uploadRegister(administrator, kind, register)
}

async function uploadRegister(
  administrator: Person,
  kind: 'cards' | 'coupons' | 'stations',
  register: Uint8Array,
): Promise<number> {
  const uploaded = await administrator.mustAct({
    claim: { action: 'import.uploaded' },
    path: '/admin/imports/new',
    form: () => uploadForm(kind, `${kind}.csv`, register),
  })
  const id = idIn(uploaded.answer.location)
  await untilImport(administrator, id, 'checked')
  return id
}

/**
 * Brings a register in by the forms: upload, preview, decision.
 * @returns the things of it. @throws Abandoned
 */
export async function bringIn(
  administrator: Person,
  kind: 'cards' | 'coupons',
  client: Client,
  count: number,
): Promise<CardOrCoupon[]> {
  const numbers = newNumbers(count)
  await commit(administrator, await upload(administrator, kind, client, numbers))
  const { db } = administrator.cabinet
  return db.selectFrom(kind).select(['id', 'number']).where('number', 'in', numbers).execute()
}

async function commit(administrator: Person, id: number): Promise<void> {
  const decided = await administrator.act({
    claim: { action: 'import.committed', subject: { kind: 'import', id } },
    path: `/admin/imports/${id}/commit`,
  })
  if (outcomeOf(decided) === 'refused') throw new Abandoned(`import ${id} was not to be committed`)
  await untilImport(administrator, id, 'committed')
}

/** The page that shows how far it is. */
async function untilImport(
  administrator: Person,
  id: number,
  status: 'checked' | 'committed',
): Promise<void> {
  const { db } = administrator.cabinet
  for (const last = Date.now() + administrator.patienceMs; ; await sleep(100)) {
    const row = await db
      .selectFrom('imports')
      .select(['status', 'failure'])
      .where('id', '=', id)
      .executeTakeFirst()
      .catch(() => undefined)
    if (row?.status === status || row?.status === 'committed') return
    if (row?.status === 'failed') throw new Abandoned(`import ${id} failed: ${row.failure}`)
    if (Date.now() > last) {
      administrator.history.missed.push(`import ${id} is still ${row?.status} ${row?.failure ?? ''}`)
      throw new Abandoned(`import ${id} is ${row?.status}`)
    }
  }
}

function cardRegister(bin: string, numbers: string[]): Uint8Array {
  const rows = numbers.map((number) => [number, bin, 'ДТ', 'Активна', 'Ахметов Ерлан', '120', 'л'])
  return csv('Номер карты;БИН;Вид топлива;Статус;Держатель;Суточный лимит;Единица измерения лимита', rows)
}

/** What the coupon's QR code says at the pump. */
export function payloadOf(number: string): string {
  return `qr-${number}`
}

function couponRegister(bin: string, numbers: string[]): Uint8Array {
  const rows = numbers.map((number) => [
    number,
    bin,
    'ДТ',
    '20',
    '325',
    '01.09.2026',
    '28.02.2030',
    'Активен',
    payloadOf(number),
  ])
  return csv('Номер талона;БИН;Вид топлива;Объем;Цена;Действует с;Действует по;Статус;QR', rows)
}

/** The number at the end of an address. */
export function idIn(location: string | null): number {
  const id = Number(/\/(\d+)(?:\?.*)?$/.exec(location ?? '')?.[1])
  if (!id) throw new Abandoned(`no id in ${location}`)
  return id
}
