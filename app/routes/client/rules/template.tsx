import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SaveNamedRule } from '#app/domain/cards/card-rules.input.server.ts'
import { cursor } from '#app/domain/kernel/list-filter.input.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { findShadow, saveShadow } from '#app/domain/rules/shadows.server.ts'
import { listTemplateCards } from '#app/domain/rules/template-lists.server.ts'
import { findTemplate, saveTemplate } from '#app/domain/rules/templates.server.ts'
import { previewTemplate } from '#app/domain/rules/what-if.server.ts'
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
import { Pagination } from '#app/ui/list/pagination.tsx'
import { declineSayer } from '#app/views/authorizations/declines-view.server.ts'
import { NamedRuleEnd } from '#app/views/card-rules/named-rule-end.tsx'
import { NamedRuleForm } from '#app/views/card-rules/named-rule-form.tsx'
import { RulePreview } from '#app/views/card-rules/rule-preview.tsx'
import { previewView, ruledCardView, ruleValues, shadowView } from '#app/views/card-rules/rule-view.server.ts'
import { RuledCards } from '#app/views/card-rules/ruled-cards.tsx'
import { ShadowPanel } from '#app/views/card-rules/shadow-panel.tsx'

export const handle: PageHandle = { title: 'rule-templates:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { companyId } = ctx.actor
  const template = await findTemplate(ctx, companyId, positiveId(params.id))
  requireRightIn(ctx, companyId, 'manage_card_rules')
  const { id, name, rule, version, cards } = template
  const url = new URL(request.url)
  const page = await listTemplateCards(ctx, companyId, id, cursor.parse(queryOf(url).cursor))
  const tried = triedPreview(ctx, url)
  const say = await declineSayer(ctx)
  const { answer, result } = await tryOut(ctx, context, tried, (form) =>
    previewTemplate(ctx, companyId, id, form),
  )
  const shadow = await findShadow(ctx, companyId, { owner: 'template', id })
  return {
    ...{ id, name, cards, users: page.rows.map(ruledCardView), ...pageHrefs(url, page) },
    values: { ...ruleValues(tried ? null : { ...rule, version }), version },
    stations: await stationChoices(ctx),
    tried: answer,
    preview: result && answer ? previewView(result, answer.values, say) : null,
    shadow: shadow && shadowView(shadow, say),
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { companyId } = ctx.actor
  const { id, cards } = await findTemplate(ctx, companyId, positiveId(params.id))
  return submit(ctx, request, SaveNamedRule, async (input) => {
    const path = `/rules/${id}`
    if (input.shadow) {
      await saveShadow(ctx, companyId, { owner: 'template', id }, input.rule)
      return redirectWithToast(ctx.settings, path, 'rule-shadows:started')
    }
    requireRightIn(ctx, companyId, 'manage_card_rules')
    if (cards > 0 && input.digest === null) return redirectToPreview(request, path)
    const { name } = await saveTemplate(ctx, companyId, id, input)
    return redirectWithToast(ctx.settings, path, 'rule-templates:saved', { name })
  })
}

export default function RuleTemplatePage() {
  const { id, name, cards, users, values, stations, tried, preview, shadow, ...pages } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() ?? tried
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={name}
        lead={t('rule-templates:lead')}
        crumbs={[{ label: t('rule-templates:title'), href: '/rules' }]}
      />
      <div className="stack">
        {preview ? <RulePreview preview={preview} confirm={t('rule-templates:confirm')} /> : null}
        <NamedRuleForm
          {...{ name, stations, answer }}
          key={tried ? JSON.stringify(tried.values) : `stored ${values.version}`}
          title={t('rule-templates:ruleColumn')}
          rule={values}
          save={t('rules:save')}
          back="/rules"
          kind={cards > 0 ? 'previewed' : 'plain'}
        />
        <RuledCards cards={users} none={t('rule-templates:noCards')} bar={<Pagination {...pages} />} />
        {shadow ? <ShadowPanel shadow={shadow} ruleVersion={values.version} /> : null}
        <NamedRuleEnd {...{ id, name, cards }} version={values.version} kind="template" />
      </div>
    </>
  )
}
