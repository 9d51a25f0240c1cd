import type { ReactNode } from 'react'
import { Icon, type IconName } from '#app/ui/layout/icon.tsx'
import { withNumbersInGroups } from '#app/ui/list/number-in-groups.tsx'

export type AlertTone = 'info' | 'ok' | 'warn' | 'bad'

const icons: Record<AlertTone, IconName> = { info: 'info', ok: 'success', warn: 'alert', bad: 'alert' }

export interface AlertProps {
  tone?: AlertTone
  title?: string
  children?: ReactNode
}

/** Something to know that belongs to the page and stays; what has just happened is a Toast. */
export function Alert({ tone = 'info', title, children }: AlertProps) {
  return (
    <div className={`alert alert-${tone}`}>
      <Icon name={icons[tone]} />
      <div className="alert-body">
        {title ? <p className="alert-title">{withNumbersInGroups(title)}</p> : null}
        {children}
      </div>
    </div>
  )
}
