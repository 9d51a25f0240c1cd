import { readFileSync } from 'node:fs'
import ts from 'typescript'

/** The program as it is called, the same in every language. */
const NAMES = ['npm run cabinet --']

/** Which argument of a call a person reads. */
const READ: Record<string, number[]> = {
  description: [0],
  summary: [0],
  say: [0],
  UsageError: [0],
  option: [1],
  requiredOption: [1],
  argument: [1],
  Option: [1],
  Argument: [1],
  answer: [1],
  ok: [1],
  warning: [1, 2],
  failure: [1, 2],
}

/** Texts for people that a source holds itself instead of taking them from locales: `file:line text`. */
export function sentencesInCode(file: string, text = readFileSync(file, 'utf8')): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found = new Map<ts.Node, string>()
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const read = READ[nameOf(node.expression)] ?? []
      const pieces = read.flatMap((position) => node.arguments?.[position] ?? []).flatMap(piecesOf)
      for (const piece of pieces) if (/\p{L}{2}/u.test(piece.text)) found.set(piece, piece.text)
    }
    for (const piece of piecesOf(node)) if (isSentence(piece.text)) found.set(piece, piece.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return [...found]
    .filter(([, words]) => !NAMES.includes(words))
    .map(([node, words]) => {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      return `${file}:${line + 1} ${words.trim()}`
    })
}

/** Words beside each other, and not all in capitals, as SQL is. */
function isSentence(text: string): boolean {
  return /\p{L}{2,}[,;:]? \p{L}{2,}/u.test(text) && /\p{Ll}/u.test(text)
}

function nameOf(expression: ts.Expression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText()
}

/** The literal parts of a text itself, not those of what is called in it. */
function piecesOf(node: ts.Node): ts.LiteralLikeNode[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node]
  if (!ts.isTemplateExpression(node)) return []
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)]
}
