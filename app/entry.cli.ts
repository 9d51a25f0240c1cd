import { commands } from './cli/commands.ts'

await commands().parseAsync()
