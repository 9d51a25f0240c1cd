import ts from 'typescript'

/** What was done to the code. */
export type Kind =
  /** The condition of an `if` or of `? :` says the opposite. */
  | 'negate'
  /** `===` is `!==`, outside a condition that is negated anyway. */
  | 'equality'
  /** `<` is `<=`, `>=` is `>`. */
  | 'boundary'
  /** `&&` is `||`. */
  | 'logic'
  /** `+` is `-`, `*` is `/`. */
  | 'arithmetic'
  /** A number is one more. */
  | 'number'
  /** A call or an assignment that stands by itself is gone. */
  | 'drop'
  /** An `if` that only refuses or leaves does neither, or `?? reject(...)` is gone. */
  | 'guard'
  /** A function that answers yes or no always says the same. */
  | 'predicate'

export interface Mutant {
  kind: Kind
  /** Of the original, from 1. */
  line: number
  /** The lines that changed, with their white space collapsed, as they are and as they become. */
  before: string
  after: string
  /** The whole changed file. */
  source: string
}

interface Edit {
  kind: Kind
  from: number
  to: number
  text: string
}

const BOUNDARIES: Record<string, string> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' }
const EQUALITIES: Record<string, string> = { '===': '!==', '!==': '===' }
const LOGIC: Record<string, string> = { '&&': '||', '||': '&&' }
const ARITHMETIC: Record<string, string> = {
  ...{ '+': '-', '-': '+', '*': '/', '/': '*', '%': '*', '**': '*' },
  ...{ '+=': '-=', '-=': '+=', '*=': '/=', '/=': '*=' },
}

/** Every small change of a TypeScript file that its tests should notice, in the order of the file. */
export function mutantsOf(name: string, source: string): Mutant[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true)
  const edits: Edit[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return
    edits.push(...editsAt(node, file))
    ts.forEachChild(node, visit)
  }
  visit(file)
  edits.sort((a, b) => a.from - b.from)
  return edits.map((edit) => mutantOf(edit, file))
}

function mutantOf({ kind, from, to, text }: Edit, file: ts.SourceFile): Mutant {
  const source = file.text.slice(0, from) + text + file.text.slice(to)
  const begin = file.text.lastIndexOf('\n', from - 1) + 1
  const next = file.text.indexOf('\n', to)
  const end = next < 0 ? file.text.length : next
  return {
    kind,
    line: file.getLineAndCharacterOfPosition(from).line + 1,
    before: collapse(file.text.slice(begin, end)),
    after: collapse(source.slice(begin, end + source.length - file.text.length)),
    source,
  }
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function editsAt(node: ts.Node, file: ts.SourceFile): Edit[] {
  const replace = (kind: Kind, part: ts.Node, text: string): Edit => {
    return { kind, from: part.getStart(file), to: part.getEnd(), text }
  }
  if (ts.isIfStatement(node)) {
    const negated = replace('negate', node.expression, `!(${node.expression.getText(file)})`)
    return isGuard(node) ? [negated, replace('guard', node.thenStatement, ';')] : [negated]
  }
  if (ts.isConditionalExpression(node)) {
    return [replace('negate', node.condition, `!(${node.condition.getText(file)})`)]
  }
  if (ts.isExpressionStatement(node)) return isEffect(node.expression) ? [replace('drop', node, ';')] : []
  if (ts.isNumericLiteral(node)) return [replace('number', node, nextNumber(node.text))]
  if (ts.isBinaryExpression(node)) return editsOfOperator(node, file, replace)
  if (ts.isFunctionLike(node) && 'body' in node && node.body && saysYesOrNo(node, file)) {
    return editsOfPredicate(node.body, file)
  }
  return []
}

function editsOfOperator(
  node: ts.BinaryExpression,
  file: ts.SourceFile,
  replace: (kind: Kind, part: ts.Node, text: string) => Edit,
): Edit[] {
  const { operatorToken, left, right } = node
  const operator = operatorToken.getText(file)
  const swap = (kind: Kind, table: Record<string, string>): Edit[] => {
    const other = table[operator]
    return other === undefined ? [] : [replace(kind, operatorToken, other)]
  }
  if (operator === '??' && isRefusal(right)) {
    return [replace('guard', node, `${left.getText(file)}!`)]
  }
  return [
    ...swap('boundary', BOUNDARIES),
    ...(isWholeCondition(node) ? [] : swap('equality', EQUALITIES)),
    ...swap('logic', LOGIC),
    ...(isText(left) || isText(right) ? [] : swap('arithmetic', ARITHMETIC)),
  ]
}

/** Right behind the brace, so that the lines keep their numbers. */
function editsOfPredicate(body: ts.ConciseBody, file: ts.SourceFile): Edit[] {
  return ['true', 'false'].map((answer) => {
    if (!ts.isBlock(body))
      return { kind: 'predicate', from: body.getStart(file), to: body.getEnd(), text: answer }
    const from = body.getStart(file) + 1
    return { kind: 'predicate', from, to: from, text: ` if (true) return ${answer};` }
  })
}

function saysYesOrNo(node: ts.SignatureDeclaration, file: ts.SourceFile): boolean {
  return /^(boolean|Promise<boolean>|\w+ is .+)$/.test(node.type?.getText(file) ?? '')
}

/** `if (...) reject(...)`, and what leaves early in another way. */
function isGuard({ thenStatement, elseStatement }: ts.IfStatement): boolean {
  if (elseStatement) return false
  const only = ts.isBlock(thenStatement) ? thenStatement.statements : [thenStatement]
  const [first] = only
  if (only.length !== 1 || !first) return false
  const leaves = ts.isReturnStatement(first) || ts.isThrowStatement(first) || ts.isContinueStatement(first)
  return leaves || (ts.isExpressionStatement(first) && isRefusal(first.expression))
}

function isRefusal(node: ts.Expression): boolean {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'reject'
}

function isEffect(node: ts.Expression): boolean {
  if (isRefusal(node)) return false
  if (ts.isAwaitExpression(node) || ts.isVoidExpression(node)) return isEffect(node.expression)
  if (ts.isCallExpression(node)) return node.expression.kind !== ts.SyntaxKind.SuperKeyword
  if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node) || ts.isDeleteExpression(node)) {
    return true
  }
  if (!ts.isBinaryExpression(node)) return false
  const { kind } = node.operatorToken
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment
}

function isWholeCondition(node: ts.Node): boolean {
  const { parent } = node
  return (
    (ts.isIfStatement(parent) && parent.expression === node) ||
    (ts.isConditionalExpression(parent) && parent.condition === node)
  )
}

function isText(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)
}

function nextNumber(text: string): string {
  return String(Number(text) + 1)
}
