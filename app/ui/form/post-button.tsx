import type { ReactNode } from 'react'
import { Form } from './form.tsx'
import { SubmitButton, type SubmitButtonProps } from './submit-button.tsx'

export interface PostButtonProps extends Omit<SubmitButtonProps, 'name' | 'value'> {
  action: string
  nonce?: string
  /** Sent along, hidden. */
  fields?: Record<string, string>
  children: ReactNode
}

/** One button that posts: `Send again`, `Retry`. What destroys or costs asks first: see ConfirmPanel. */
export function PostButton({
  action,
  nonce,
  fields = {},
  look = 'plain',
  children,
  ...button
}: PostButtonProps) {
  return (
    <Form action={action} nonce={nonce} className="contents">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton look={look} {...button}>
        {children}
      </SubmitButton>
    </Form>
  )
}
