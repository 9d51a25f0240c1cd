import type { ReactNode } from 'react'
import type { Module } from '#app/domain/kernel/modules.ts'
import { useModules } from './modules.ts'

/** What belongs to a part of the product, and is left out where that is switched off. */
export function Part({ of, children }: { of: Module; children: ReactNode }) {
  return useModules().includes(of) ? children : null
}
