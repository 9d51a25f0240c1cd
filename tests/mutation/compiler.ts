import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** Tells whether a changed file still has the right types: what the compiler refuses, no test needs to notice. */
export class Compiler {
  readonly #changed = new Map<string, { text: string; version: number }>()
  readonly #service: ts.LanguageService

  constructor(
    readonly root: string,
    files: readonly string[],
  ) {
    const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8'))
    const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root)
    const names = [...files.map((file) => join(root, file)), join(root, 'env.d.ts')]
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => names,
      getScriptVersion: (path) => String(this.#changed.get(path)?.version ?? 0),
      getScriptSnapshot: (path) => {
        const text = this.#changed.get(path)?.text ?? ts.sys.readFile(path)
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
      },
      getCurrentDirectory: () => root,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
      readDirectory: ts.sys.readDirectory,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
    })
  }

  accepts(file: string, text: string): boolean {
    const path = join(this.root, file)
    const version = (this.#changed.get(path)?.version ?? 0) + 1
    this.#changed.set(path, { text, version })
    const faults = [
      ...this.#service.getSyntacticDiagnostics(path),
      ...this.#service.getSemanticDiagnostics(path),
    ]
    this.#changed.set(path, { text: readFileSync(path, 'utf8'), version: version + 1 })
    return faults.length === 0
  }
}
