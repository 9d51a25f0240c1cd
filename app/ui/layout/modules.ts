import { createContext, useContext } from 'react'
import { type Module, modules, modulesOfPage } from '#app/domain/kernel/modules.ts'

export const ModulesContext = createContext<readonly Module[]>(modules)

/** The parts of the product that are switched on: nothing leads to another one. */
export function useModules(): readonly Module[] {
  return useContext(ModulesContext)
}

/** Whether the page of a link is of no part that is switched off. */
export function useHasPage(): (href: string) => boolean {
  const modules = useModules()
  return (href) => modulesOfPage(href.split('?')[0] ?? '').every((module) => modules.includes(module))
}
