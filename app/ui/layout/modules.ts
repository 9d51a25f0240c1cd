import { createContext, useContext } from 'react'
import { type Module, modules } from '#app/domain/kernel/modules.ts'

export const ModulesContext = createContext<readonly Module[]>(modules)

/** The parts of the product that are switched on: nothing leads to another one. */
export function useModules(): readonly Module[] {
  return useContext(ModulesContext)
}
