import { Command } from 'commander'
import { addDatabaseCommands } from './database.ts'
import { addDemoCommand } from './demo.ts'
import { addDoctorCommand } from './doctor.ts'
import { addImportCommand } from './import.ts'
import { addMailCommands } from './mail.ts'
import { addPeopleCommands } from './people.ts'

/** Every command that an operator has; each file beside this one adds its own. */
export function commands(): Command {
  const program = new Command('npm run cabinet --')
  program.description("The operator's commands of the fuel cabinet").showHelpAfterError()
  addDatabaseCommands(program)
  addPeopleCommands(program)
  addImportCommand(program)
  addDemoCommand(program)
  addMailCommands(program)
  addDoctorCommand(program)
  return program
}
