// `npm run release-fixture`: keeps the database of this release, every table filled, in tests/fixtures/releases for the
// upgrade tests of the next ones. Once, when a release is made; one that is kept already is refused.
import { capture } from './capture.mjs'
import { root } from './settings.mjs'
import { runVitest, testEnv } from './vitest.mjs'

process.exitCode = await runVitest(['--config', 'tests/upgrade/vitest.config.ts', '--root', root])
if (process.exitCode === 0)
  await capture(['biome', 'check', '--write', 'tests/fixtures/releases'], { cwd: root, env: testEnv })
