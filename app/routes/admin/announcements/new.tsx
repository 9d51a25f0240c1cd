import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { NewAnnouncement } from '#app/domain/announcements/announcements.input.server.ts'
import { publishAnnouncement } from '#app/domain/announcements/announcements.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { AnnouncementFields } from '#app/views/announcements/announcement-fields.tsx'

export const handle: PageHandle = { title: 'announcements:new' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRight(await requireStaff(request, context), 'write_announcements')
  return null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return submit(ctx, request, NewAnnouncement, async (input) => {
    const id = await publishAnnouncement(ctx, input)
    return redirectWithToast(ctx.settings, `/admin/announcements/${id}`, 'announcements:published')
  })
}

export default function NewAnnouncementPage() {
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('announcements:new')}
        crumbs={[{ label: t('announcements:title'), href: '/admin/announcements' }]}
      />
      <Panel>
        <Form answer={answer} nonce={useRoot().formNonce}>
          <AnnouncementFields />
          <div className="form-actions">
            <SubmitButton>{t('announcements:publish')}</SubmitButton>
          </div>
        </Form>
      </Panel>
    </>
  )
}
