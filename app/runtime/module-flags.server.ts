import { type Module, modules } from '#app/domain/kernel/modules.ts'

type ModuleVariable = `MODULE_${Uppercase<Module>}`

/** The setting that switches a part of the product off. */
export function moduleVariable(module: Module): ModuleVariable {
  return `MODULE_${module.toUpperCase() as Uppercase<Module>}`
}

/** The same kind of variable for each part. */
export function moduleFlags<Flag>(flag: Flag): Record<ModuleVariable, Flag> {
  const flags = modules.map((module) => [moduleVariable(module), flag])
  return Object.fromEntries(flags) as Record<ModuleVariable, Flag>
}
