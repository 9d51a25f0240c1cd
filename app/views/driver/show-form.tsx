import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import type { DriverCouponView, OpenView } from './driver-view.ts'

interface ShowFormProps {
  view: Pick<OpenView, 'home'>
  coupon: DriverCouponView
  small?: boolean
  children: string
}

/** A form, so that a reload and a bookmark show nothing. */
export function ShowForm({ view, coupon, small = false, children }: ShowFormProps) {
  return (
    <Form action={view.home} nonce={useRoot().formNonce} className="contents" id={`show-${coupon.position}`}>
      <input type="hidden" name="position" value={coupon.position} />
      <SubmitButton wide={!small} small={small} look={small ? 'plain' : 'primary'}>
        {children}
      </SubmitButton>
    </Form>
  )
}
