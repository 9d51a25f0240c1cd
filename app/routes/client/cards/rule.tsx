import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { tryCardRule } from '#app/domain/cards/card-rule-what-if.server.ts'
import { SaveRule, TriedRule } from '#app/domain/cards/card-rules.input.server.ts'
import { findCardRule, saveCardRule } from '#app/domain/cards/card-rules.server.ts'
import { findShadow, saveShadow } from '#app/domain/rules/shadows.server.ts'
import { templateChoices } from '#app/domain/rules/template-lists.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { triedFields, tryOut } from '#app/http/forms/tried-form.server.ts'
import { requireClientOfCard } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { declineSayer } from '#app/views/authorizations/declines-view.server.ts'
import { RuleDanger } from '#app/views/card-rules/rule-danger.tsx'
import { RuleForm } from '#app/views/card-rules/rule-form.tsx'
import { permissionView, ruleValues, shadowView, whatIfView } from '#app/views/card-rules/rule-view.server.ts'
import { RuleWhatIf } from '#app/views/card-rules/rule-what-if.tsx'
import { ShadowPanel } from '#app/views/card-rules/shadow-panel.tsx'
import { TemplateChoice } from '#app/views/card-rules/template-choice.tsx'

export const handle: PageHandle = { title: 'rules:label' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  const { companyId } = ctx.actor
  const { rule, permission, group: _group, ...found } = await findCardRule(ctx, companyId, id)
  const say = await declineSayer(ctx)
  const shadow = await findShadow(ctx, companyId, { owner: 'card', id })
  const query = new URL(request.url).searchParams
  const tried = query.get('whatIf') === '1' ? triedFields(ctx, query, TriedRule) : null
  const { answer, result } = await tryOut(ctx, context, tried, (form) =>
    tryCardRule(ctx, companyId, id, form),
  )
  return {
    ...{ id, ...found },
    // What a tried form leaves out is empty, whatever is stored.
    values: { ...ruleValues(tried ? null : rule), version: rule?.version ?? 0 },
    permission: permission && permissionView(permission, rule?.unit ?? 'ml'),
    tried: answer,
    whatIf: result && whatIfView(result, say),
    template: rule?.template ?? null,
    templates: await templateChoices(ctx, companyId),
    shadow: shadow && shadowView(shadow, say),
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  // Another company's card is not there, whatever is typed.
  await findCardRule(ctx, ctx.actor.companyId, id)
  return submit(ctx, request, SaveRule, async (input) => {
    if (input.shadow) {
      await saveShadow(ctx, ctx.actor.companyId, { owner: 'card', id }, input.rule)
      return redirectWithToast(ctx.settings, `/cards/${id}/rule`, 'rule-shadows:started')
    }
    const { number } = await saveCardRule(ctx, ctx.actor.companyId, id, input)
    return redirectWithToast(ctx.settings, `/cards/${id}`, 'rules:saved', { number })
  })
}

export default function CardRulePage() {
  const { id, number, isOutside, values, permission, tried, whatIf, ...more } = useLoaderData<typeof loader>()
  const { template, templates, shadow, ...choices } = more
  const { t } = useWords()
  const crumbs = [
    { label: t('cards:title'), href: '/cards' },
    { label: t('cards:numbered', { number }), href: `/cards/${id}` },
  ]
  return (
    <>
      <PageHead
        title={t('rules:title', { number })}
        crumbs={crumbs}
        lead={t(isOutside ? 'rules:leadOutside' : 'rules:lead')}
      />
      <div className="stack">
        {whatIf ? <RuleWhatIf result={whatIf} /> : null}
        <TemplateChoice {...{ id, template, templates }} version={values.version} />
        <RuleForm
          id={id}
          rule={values}
          choices={choices}
          answer={useActionData<typeof action>() ?? tried}
          key={tried ? JSON.stringify(tried.values) : 'stored'}
        />
        {shadow ? <ShadowPanel shadow={shadow} ruleVersion={values.version} /> : null}
        {values.version > 0 ? <RuleDanger {...{ id, number, isOutside, values, permission }} /> : null}
      </div>
    </>
  )
}
