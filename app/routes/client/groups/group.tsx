import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SaveNamedRule } from '#app/domain/cards/card-rules.input.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { findGroup, listGroupCards } from '#app/domain/rules/group-lists.server.ts'
import { findCardsFor } from '#app/domain/rules/group-search.server.ts'
import { NamedRuleFilter } from '#app/domain/rules/groups.input.server.ts'
import { saveGroup } from '#app/domain/rules/groups.server.ts'
import { findShadow, saveShadow } from '#app/domain/rules/shadows.server.ts'
import { previewGroup } from '#app/domain/rules/what-if.server.ts'
import { stationChoices } from '#app/domain/stations/station-names.server.ts'
import { redirectToPreview, triedPreview } from '#app/http/forms/preview-redirect.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { tryOut } from '#app/http/forms/tried-form.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { declineSayer } from '#app/views/authorizations/declines-view.server.ts'
import { GroupAdd } from '#app/views/card-rules/group-add.tsx'
import { GroupMembers } from '#app/views/card-rules/group-members.tsx'
import { GroupTotals } from '#app/views/card-rules/group-totals.tsx'
import { NamedRuleEnd } from '#app/views/card-rules/named-rule-end.tsx'
import { NamedRuleForm } from '#app/views/card-rules/named-rule-form.tsx'
import { RulePreview } from '#app/views/card-rules/rule-preview.tsx'
import { previewView, ruledCardView, ruleValues, shadowView } from '#app/views/card-rules/rule-view.server.ts'
import { ShadowPanel } from '#app/views/card-rules/shadow-panel.tsx'

export const handle: PageHandle = { title: 'groups:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { companyId } = ctx.actor
  const group = await findGroup(ctx, companyId, positiveId(params.id))
  requireRightIn(ctx, companyId, 'manage_card_rules')
  const { id, name, rule, version, cards, limits, totals } = group
  const url = new URL(request.url)
  const { q = '', cursor } = NamedRuleFilter.parse(queryOf(url))
  const page = await listGroupCards(ctx, companyId, id, cursor)
  const tried = triedPreview(ctx, url)
  const say = await declineSayer(ctx)
  const { answer, result } = await tryOut(ctx, context, tried, (form) =>
    previewGroup(ctx, companyId, id, form),
  )
  const shadow = await findShadow(ctx, companyId, { owner: 'group', id })
  return {
    ...{ id, name, cards, limits, totals, q, tried: answer },
    found: q ? await cardsFound(ctx, companyId, id, q) : null,
    ...{ members: page.rows.map(ruledCardView), ...pageHrefs(url, page) },
    values: { ...ruleValues(tried ? null : rule && { ...rule, version }), version },
    stations: await stationChoices(ctx),
    preview: result && answer ? previewView(result, answer.values, say) : null,
    shadow: shadow && shadowView(shadow, say),
  }
}

async function cardsFound(ctx: Context, companyId: CompanyId, groupId: number, q: string) {
  const found = await findCardsFor(ctx, companyId, groupId, q)
  return { ...found, cards: found.cards.map(ruledCardView) }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { companyId } = ctx.actor
  const { id, cards } = await findGroup(ctx, companyId, positiveId(params.id))
  return submit(ctx, request, SaveNamedRule, async (input) => {
    const path = `/groups/${id}`
    if (input.shadow) {
      await saveShadow(ctx, companyId, { owner: 'group', id }, input.rule)
      return redirectWithToast(ctx.settings, path, 'rule-shadows:started')
    }
    requireRightIn(ctx, companyId, 'manage_card_rules')
    if (cards > 0 && input.digest === null) return redirectToPreview(request, path)
    const { name } = await saveGroup(ctx, companyId, id, input)
    return redirectWithToast(ctx.settings, path, 'groups:saved', { name })
  })
}

export default function CardGroupPage() {
  const { id, name, cards, limits, totals, members, values, stations, ...more } =
    useLoaderData<typeof loader>()
  const { tried, preview, shadow, q, found, ...pages } = more
  const answer = useActionData<typeof action>() ?? tried
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={name}
        lead={t('groups:lead')}
        crumbs={[{ label: t('groups:title'), href: '/groups' }]}
      />
      <div className="stack">
        {preview ? <RulePreview preview={preview} confirm={t('groups:confirm')} /> : null}
        <GroupTotals limits={limits} totals={totals} />
        <GroupMembers {...{ id, members, pages }} />
        <GroupAdd {...{ id, q, found }} />
        <NamedRuleForm
          {...{ name, stations, answer }}
          key={tried ? JSON.stringify(tried.values) : `stored ${values.version}`}
          title={t('groups:rule')}
          hint={t('groups:ruleHint')}
          rule={values}
          save={t('groups:save')}
          back="/groups"
          kind={cards > 0 ? 'previewed' : 'plain'}
        />
        {shadow ? <ShadowPanel shadow={shadow} ruleVersion={values.version} /> : null}
        <NamedRuleEnd {...{ id, name, cards }} version={values.version} kind="group" />
      </div>
    </>
  )
}
