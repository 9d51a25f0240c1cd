// Loaded into every process out of the build (node --import): stacks in the log name the lines of the sources. The flag
// of that name would do the same, and decode the maps at every start, for pino asks at once who calls it: 25 MB.
import * as module from 'node:module'

// Node 22.14 and 23.7 brought it; before, stacks name the lines of the build.
module.setSourceMapsSupport?.(true, { nodeModules: false })
