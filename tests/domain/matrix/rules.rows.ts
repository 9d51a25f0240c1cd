import { SaveNamedRule } from '#app/domain/cards/card-rules.input.server.ts'
import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import * as groupLists from '#app/domain/rules/group-lists.server.ts'
import * as groupMembers from '#app/domain/rules/group-members.server.ts'
import * as groupSearch from '#app/domain/rules/group-search.server.ts'
import * as groups from '#app/domain/rules/groups.server.ts'
import * as shadows from '#app/domain/rules/shadows.server.ts'
import * as templateCards from '#app/domain/rules/template-cards.server.ts'
import * as templateLists from '#app/domain/rules/template-lists.server.ts'
import * as templates from '#app/domain/rules/templates.server.ts'
import * as whatIf from '#app/domain/rules/what-if.server.ts'
import { type MatrixFile, NOWHERE, readers } from './row.ts'

/** Who reads a client's templates and groups. */
const seers = ['owner', 'manager', 'viewer', ...readers, 'key:read'] as const
/** Who makes the client's own rules; staff never do. */
const rulers = ['owner', 'manager', 'key:manage'] as const

const some = SaveNamedRule.parse({ name: 'Some', perDay: '60', version: '0' })
/** Refused when it is saved: nothing is left behind for the rows that follow. */
const refused = { ...some, rule: { ...some.rule, perWeek: 1 } }

/** The company of a client or of an integration; for everybody else one that there is. */
function companyOf({ actor }: Context) {
  return ('companyId' in actor && actor.companyId) || asCompanyId(1)
}

export const file: MatrixFile = {
  rows: [
    {
      verb: 'listRuleTemplates',
      may: seers,
      call: (ctx) => templateLists.listRuleTemplates(ctx, companyOf(ctx), {}),
    },
    {
      verb: 'templateChoices',
      may: seers,
      call: (ctx) => templateLists.templateChoices(ctx, companyOf(ctx)),
    },
    {
      verb: 'listTemplateCards',
      may: seers,
      call: (ctx) => templateLists.listTemplateCards(ctx, companyOf(ctx), NOWHERE, undefined),
    },
    { verb: 'findTemplate', may: seers, call: (ctx) => templates.findTemplate(ctx, companyOf(ctx), NOWHERE) },
    {
      verb: 'createTemplate',
      may: rulers,
      call: (ctx) => templates.createTemplate(ctx, companyOf(ctx), refused),
    },
    {
      verb: 'saveTemplate',
      may: rulers,
      call: (ctx) => templates.saveTemplate(ctx, companyOf(ctx), NOWHERE, some),
    },
    {
      verb: 'promoteTemplateRule',
      may: rulers,
      call: (ctx) => templates.promoteTemplateRule(ctx, companyOf(ctx), NOWHERE, some),
    },
    {
      verb: 'removeTemplate',
      may: rulers,
      call: (ctx) => templates.removeTemplate(ctx, companyOf(ctx), NOWHERE, { version: 1 }),
    },
    {
      verb: 'assignTemplate',
      may: rulers,
      call: (ctx) =>
        templateCards.assignTemplate(ctx, companyOf(ctx), NOWHERE, { templateId: NOWHERE, version: 0 }),
    },
    {
      verb: 'detachTemplate',
      may: rulers,
      call: (ctx) => templateCards.detachTemplate(ctx, companyOf(ctx), NOWHERE, { version: 1 }),
    },
    { verb: 'listGroups', may: seers, call: (ctx) => groupLists.listGroups(ctx, companyOf(ctx), {}) },
    { verb: 'groupChoices', may: seers, call: (ctx) => groupLists.groupChoices(ctx, companyOf(ctx)) },
    {
      verb: 'listGroupCards',
      may: seers,
      call: (ctx) => groupLists.listGroupCards(ctx, companyOf(ctx), NOWHERE, undefined),
    },
    {
      verb: 'findGroupName',
      may: seers,
      call: (ctx) => groupLists.findGroupName(ctx, companyOf(ctx), NOWHERE),
    },
    { verb: 'findGroup', may: seers, call: (ctx) => groupLists.findGroup(ctx, companyOf(ctx), NOWHERE) },
    { verb: 'createGroup', may: rulers, call: (ctx) => groups.createGroup(ctx, companyOf(ctx), refused) },
    { verb: 'saveGroup', may: rulers, call: (ctx) => groups.saveGroup(ctx, companyOf(ctx), NOWHERE, some) },
    {
      verb: 'promoteGroupRule',
      may: rulers,
      call: (ctx) => groups.promoteGroupRule(ctx, companyOf(ctx), NOWHERE, some),
    },
    {
      verb: 'removeGroup',
      may: rulers,
      call: (ctx) => groups.removeGroup(ctx, companyOf(ctx), NOWHERE, { version: 1 }),
    },
    {
      verb: 'setGroupOfCards',
      may: rulers,
      call: (ctx) => groupMembers.setGroupOfCards(ctx, companyOf(ctx), NOWHERE, { cardIds: [NOWHERE] }),
    },
    {
      verb: 'findCardsFor',
      may: ['owner', 'manager'],
      call: (ctx) => groupSearch.findCardsFor(ctx, companyOf(ctx), NOWHERE, '719'),
    },
    {
      verb: 'previewTemplate',
      may: ['owner', 'manager'],
      call: (ctx) => whatIf.previewTemplate(ctx, companyOf(ctx), NOWHERE, some),
    },
    {
      verb: 'previewGroup',
      may: ['owner', 'manager'],
      call: (ctx) => whatIf.previewGroup(ctx, companyOf(ctx), NOWHERE, some),
    },
    {
      verb: 'findShadow',
      may: seers,
      call: (ctx) => shadows.findShadow(ctx, companyOf(ctx), { owner: 'card', id: NOWHERE }),
    },
    {
      verb: 'saveShadow',
      may: rulers,
      call: (ctx) => shadows.saveShadow(ctx, companyOf(ctx), { owner: 'card', id: NOWHERE }, some.rule),
    },
    {
      verb: 'dropShadow',
      may: rulers,
      call: (ctx) => shadows.dropShadow(ctx, companyOf(ctx), NOWHERE, { version: 1 }),
    },
    {
      verb: 'promoteShadow',
      may: rulers,
      call: (ctx) => shadows.promoteShadow(ctx, companyOf(ctx), NOWHERE, { version: 1, ruleVersion: 0 }),
    },
  ],
  steps: {
    watchInShadow: 'a step of deciding',
    readUsageOfGroup: 'a step of deciding and of showing a group',
    requireSensible: 'a step of saving a rule',
    hasOwner: 'a step of trying a rule',
  },
}
