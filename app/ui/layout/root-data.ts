import { useRouteLoaderData } from '@remix-run/react'
import type { Module } from '#app/domain/kernel/modules.ts'
import type { ProductLabel } from '#app/domain/products/products.ts'
import type { ToastMessage } from '#app/ui/feedback/toast.tsx'
import type { Locale, Side } from '#locales/index.ts'
import type { Theme } from './switches.tsx'

/** What every page knows: `useRoot()`. */
export interface RootData {
  locale: Locale
  theme: Theme
  /** The script that holds this page's words. */
  wordsPath: string
  brand: { name: string; legalName: string; supportEmail: string; supportPhone: string }
  /** Somebody who has signed in but belongs to no company yet is on the client's side. */
  side: Side
  person: { name: string; email: string } | null
  companies: { id: number; name: string }[]
  companyId: number | null
  withTeam: boolean
  withHandovers: boolean
  withAudit: boolean
  withApiKeys: boolean
  withWebhooks: boolean
  /** The first page of whoever asks. */
  home: string
  /** A cashier, who has the till instead of the staff's pages. */
  atTill: boolean
  /** The parts of the product that are switched on. */
  modules: readonly Module[]
  /** What is sold, for whoever is signed in. */
  products: ProductLabel[]
  waitingRequests: number
  toast: ToastMessage | null
  /** For the hidden field `nonce` of this page's forms. */
  formNonce: string
  /** For their hidden field of the same name; empty for a guest. */
  drawnFor: string
  localMailbox: boolean
}

/** The root loader's data, on any page. */
export function useRoot(): RootData {
  const root = useRouteLoaderData('root') as RootData | undefined
  if (!root) throw new Error('No root data')
  return root
}
