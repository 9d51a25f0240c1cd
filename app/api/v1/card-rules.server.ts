import { readCardRule, removeCardRule, saveCardRule } from '#app/domain/cards/card-rules.server.ts'
import { DomainError, reject } from '#app/domain/kernel/errors.ts'
import { bodyOf, NewRule, Rule, ruleIn } from './card-rule-fields.server.ts'
import { companyOf, type Endpoint, endpoint, idOf } from './endpoint.server.ts'

const common = { path: '/cards/:id/rule', scopes: ['manage'], tag: 'Cards' } as const
const tag = (version: number) => ({ ETag: `"${version}"` })
const answers = { 200: { description: 'The rule, with its version as an ETag', schema: Rule } }

export const cardRules: Endpoint[] = [
  endpoint({
    ...{ ...common, method: 'GET', name: 'getCardRule', repeats: 'read', answers },
    summary: "The company's own rule of a card",
    async handle({ ctx, params }) {
      const body = bodyOf(await readCardRule(ctx, companyOf(ctx), idOf(params)))
      return { status: 200, body, headers: tag(body.version) }
    },
  }),
  endpoint({
    ...{ ...common, method: 'PUT', name: 'setCardRule', repeats: 'version', answers },
    summary: 'Set the rule of a card',
    description:
      'In force at the next authorization, within what the supplier allows. `If-Match` is the ETag of the rule that is ' +
      'replaced; `"0"` for a card without one.',
    body: NewRule,
    async handle({ ctx, params, body, version }) {
      const id = idOf(params)
      const { group } = await readCardRule(ctx, companyOf(ctx), id)
      const rule = ruleIn(body)
      const saved = await changed(() => saveCardRule(ctx, companyOf(ctx), id, { rule, version: version() }))
      const now = bodyOf({ rule: { ...rule, template: null, version: saved.version }, group })
      return { status: 200, body: now, headers: tag(now.version) }
    },
  }),
  endpoint({
    ...{ ...common, method: 'DELETE', name: 'removeCardRule', repeats: 'version', answers },
    summary: 'Remove the rule of a card',
    async handle({ ctx, params, version }) {
      const id = idOf(params)
      const { group } = await readCardRule(ctx, companyOf(ctx), id)
      await changed(() => removeCardRule(ctx, companyOf(ctx), id, { version: version() }))
      return { status: 200, body: bodyOf({ rule: null, group }), headers: tag(0) }
    },
  }),
]

/** What a page calls a conflict is a failed precondition here. @throws DomainError version_differs */
async function changed<Result>(change: () => Promise<Result>): Promise<Result> {
  try {
    return await change()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'conflict_try_again') reject('version_differs')
    throw error
  }
}
