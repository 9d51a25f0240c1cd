import { type ComponentProps, type ComponentType, createElement, useEffect, useState } from 'react'
import type { ShellName } from '#app/ui/layout/shell-choice.ts'
import type * as shells from '#app/ui/layout/shells.ts'

/** Each in a file of its own: a page has one of them. The server announces it with the page (vite.config.ts). */
const files: Partial<Record<ShellName, () => Promise<unknown>>> = {
  admin: () => import('#app/ui/layout/admin-shell.tsx').then(({ AdminShell }) => AdminShell),
  cabinet: () => import('#app/ui/layout/cabinet-shell.tsx').then(({ CabinetShell }) => CabinetShell),
  public: () => import('#app/ui/layout/public-shell.tsx').then(({ PublicShell }) => PublicShell),
}
const loaded = new Map<ShellName, unknown>()

/** Before the page is drawn. */
export async function loadShell(name: ShellName): Promise<void> {
  loaded.set(name, await files[name]?.())
}

function Shell({ name, props }: { name: ShellName; props: object }) {
  const [, setLoaded] = useState(false)
  const found = loaded.get(name) as ComponentType<object> | undefined
  // Where a step within the page leads to another one: from the staff's letters to the mailbox.
  useEffect(() => {
    if (!found) void loadShell(name).then(() => setLoaded(true))
  }, [found, name])
  return found ? createElement(found, props) : null
}

export function AdminShell(props: ComponentProps<typeof shells.AdminShell>) {
  return <Shell name="admin" props={props} />
}

export function CabinetShell(props: ComponentProps<typeof shells.CabinetShell>) {
  return <Shell name="cabinet" props={props} />
}

export function PublicShell(props: ComponentProps<typeof shells.PublicShell>) {
  return <Shell name="public" props={props} />
}
