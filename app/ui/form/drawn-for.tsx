import { useRouteLoaderData } from '@remix-run/react'
import type { RootData } from '#app/ui/layout/root-data.ts'

/** The field that says for which person and which company a form was drawn: the server does nothing for others. */
export function DrawnFor() {
  const root = useRouteLoaderData('root') as RootData | undefined
  return root?.drawnFor ? <input type="hidden" name="drawnFor" value={root.drawnFor} /> : null
}
