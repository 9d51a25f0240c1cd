import {
  type BulkRequest,
  bulkRequest,
  bulkSelection,
} from '#app/domain/bulk-changes/bulk-changes.input.server.ts'
import {
  type BulkAction,
  bulkActions,
  moduleFor,
  needsChoice,
  rightFor,
} from '#app/domain/bulk-changes/bulk-changes.ts'
import { countChosen } from '#app/domain/bulk-changes/choosing.server.ts'
import { previewBulkChange } from '#app/domain/bulk-changes/preview.server.ts'
import { fleetChoices } from '#app/domain/fleet/fleet-choices.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { DomainError, reject } from '#app/domain/kernel/errors.ts'
import { rowIdIn } from '#app/domain/kernel/id.input.server.ts'
import type { InstrumentRef } from '#app/domain/kernel/instrument.ts'
import { ChoicesFilter } from '#app/domain/kernel/list-filter.input.server.ts'
import { may, requireRightIn } from '#app/domain/kernel/rights.ts'
import { groupChoices } from '#app/domain/rules/group-lists.server.ts'
import { templateChoices } from '#app/domain/rules/template-lists.server.ts'
import { stationChoices } from '#app/domain/stations/station-names.server.ts'
import { type Fields, fieldsOf } from '#app/http/forms/fields.server.ts'
import { triedFields } from '#app/http/forms/tried-form.server.ts'
import { wordsFor } from '#locales/words.server.ts'
import { previewView } from './bulk-view.server.ts'
import type { BulkChoices, BulkPageView } from './bulk-view.ts'

/** What of the address says what is chosen. */
const SELECTION = new Set(['ids', 'ticked', 'q', 'status', 'product', 'from', 'to', 'limit'])
/** Fields of the form that confirms: what an address says of them is not sent beside what is typed. */
const TYPED = new Set(['nonce', 'drawnFor', 'digest', 'reason', 'cause', 'until'])

/** @throws DomainError not_allowed, invalid */
export async function bulkPage(
  ctx: Context,
  companyId: CompanyId,
  kind: InstrumentRef['kind'],
  { searchParams }: URL,
): Promise<BulkPageView> {
  requireRightIn(ctx, companyId, rightFor(kind, 'block'))
  const actions = bulkActions[kind].filter((one) => {
    const module = moduleFor(one)
    return may(ctx.actor, rightFor(kind, one)) && (!module || ctx.settings.modules.includes(module))
  })
  const action = actions.find((one) => one === searchParams.get('action')) ?? null
  const sent = [...searchParams].filter(([name]) => !TYPED.has(name))
  const page = {
    ...{ kind, actions, action, needsChoice: action !== null && needsChoice(action) },
    selection: sent.filter(([name]) => SELECTION.has(name)),
    fields: sent,
    choices: await choicesFor(ctx, companyId, action, searchParams),
  }
  const isReady = action !== null && (!page.needsChoice || searchParams.get('ready') === '1')
  const tried = isReady ? triedFields(ctx, searchParams, bulkRequest(kind)) : null
  const shown = await lookAt(ctx, companyId, kind, fieldsOf(searchParams), tried?.input)
  return { ...page, ...shown, tried: isReady && page.needsChoice ? tried?.answer : undefined }
}

/** The preview or, before there is enough for one, how many are chosen. */
async function lookAt(
  ctx: Context,
  companyId: CompanyId,
  kind: InstrumentRef['kind'],
  fields: Fields | null,
  input: BulkRequest | undefined,
): Promise<Pick<BulkPageView, 'count' | 'refusal' | 'preview'>> {
  const selection = bulkSelection(kind).safeParse(fields ?? reject('invalid'))
  if (!selection.success) return reject('invalid')
  try {
    if (!input) {
      const count = await countChosen(ctx, companyId, selection.data)
      return { count, refusal: null, preview: null }
    }
    const preview = await previewBulkChange(ctx, companyId, selection.data, input.params)
    const count = preview.planned.length + preview.leftOut.length
    return { count, refusal: null, preview: previewView(preview, kind, ctx.locale) }
  } catch (error) {
    if (!(error instanceof DomainError) || ![400, 409].includes(error.status)) throw error
    return {
      count: null,
      refusal: wordsFor(ctx.locale).say(`errors:${error.code}`, error.params),
      preview: null,
    }
  }
}

async function choicesFor(
  ctx: Context,
  companyId: CompanyId,
  action: BulkAction | null,
  searchParams: URLSearchParams,
): Promise<BulkChoices> {
  const none = { templates: [], groups: [], drivers: [], vehicles: [], stations: [], finding: null }
  const option = ({ id, name }: { id: number; name: string }) => ({ value: String(id), label: name })
  switch (action) {
    case 'template':
      return { ...none, templates: (await templateChoices(ctx, companyId)).map(option) }
    case 'group':
      return { ...none, groups: (await groupChoices(ctx, companyId)).map(option) }
    case 'rule':
      return { ...none, stations: await stationChoices(ctx) }
    case 'holder': {
      const { find } = ChoicesFilter.parse({ find: searchParams.get('find') ?? undefined })
      const [driver, vehicle] = [chosenId(searchParams, 'driver'), chosenId(searchParams, 'vehicle')]
      const { drivers, vehicles, hasMore } = await fleetChoices(ctx, companyId, { find, driver, vehicle })
      return {
        ...none,
        drivers: drivers.map(option),
        vehicles: vehicles.map(({ id, plate }) => ({ value: String(id), label: plate })),
        finding: { text: find ?? '', hasMore },
      }
    }
    default:
      return none
  }
}

/** An id among the fields of the address; null: none. */
function chosenId(searchParams: URLSearchParams, name: string): number | null {
  return rowIdIn(searchParams.get(name)) ?? null
}
