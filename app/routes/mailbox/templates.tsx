import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LetterFrame } from '#app/components/letter-frame.tsx'
import { MailboxTabs } from '#app/components/mailbox-tabs.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import type { PageHandle } from '#app/components/page-title.ts'
import { Panel } from '#app/components/panel.tsx'
import { useWords } from '#app/components/words.ts'
import { listTemplates } from '#app/domain/mail/mailbox.server.ts'
import { requireLocalMailbox } from '#app/web/local-mailbox.server.ts'
import { localeNames, locales } from '#locales/index.ts'

export const handle: PageHandle = { title: 'admin:mailbox.samples' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireLocalMailbox(request, context)
  return { templates: listTemplates(ctx) }
}

export default function Templates() {
  const { templates } = useLoaderData<typeof loader>()
  const { t, say } = useWords()
  return (
    <>
      <PageHead
        title={t('admin:mailbox.samples')}
        crumbs={[{ label: t('admin:mailbox.title'), href: '/mailbox' }]}
      />
      <MailboxTabs current="samples" />
      <div className="stack">
        {templates.map((template) => (
          <Panel key={template} title={say(`mail:template.${template}`)}>
            <div className="letters">
              {locales.map((locale) => (
                <figure key={locale}>
                  <figcaption>{localeNames[locale]}</figcaption>
                  <LetterFrame
                    src={`/mailbox/templates/${template}/${locale}`}
                    title={`${say(`mail:template.${template}`)}, ${localeNames[locale]}`}
                  />
                </figure>
              ))}
            </div>
          </Panel>
        ))}
      </div>
    </>
  )
}
