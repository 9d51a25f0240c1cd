/**
 * The type of `t`, worked out from the English words (`resources.d.ts`, written by `npm run words`):
 * the key is always `noun:path.to.words`, a plural needs `count`, every `{{variable}}` is asked for.
 * i18next's own types let a plural without `count` and a misspelt variable pass.
 */
import type Resources from './resources.d.ts'

type Entries<Node, Path extends string> = {
  [Name in keyof Node & string]: Node[Name] extends string
    ? { key: `${Path}${Name}`; words: Node[Name] }
    : Entries<Node[Name], `${Path}${Name}.`>
}[keyof Node & string]

type Entry = { [Noun in keyof Resources & string]: Entries<Resources[Noun], `${Noun}:`> }[keyof Resources &
  string]

/** One ending alone makes no plural: `errors:signed_in_as_other` is a word of its own. */
type WithoutPlural<Key extends string> = Key extends `${infer Base}_${'one' | 'other'}`
  ? `${Base}_one` | `${Base}_other` extends Entry['key']
    ? Base
    : Key
  : Key

type VariablesIn<Words extends string> = Words extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | VariablesIn<Rest>
  : never

type CountOf<Key extends string> = Key extends WithoutPlural<Key> ? never : 'count'

type VariablesByKey = {
  [E in Entry as WithoutPlural<E['key']>]: VariablesIn<E['words']> | CountOf<E['key']>
}

export type WordsKey = keyof VariablesByKey

type Variables<Names extends string> = { [Name in Names]: Name extends 'count' ? number : string | number }

export type Translate = <Key extends WordsKey>(
  key: Key,
  ...variables: [VariablesByKey[Key]] extends [never] ? [] : [variables: Variables<VariablesByKey[Key]>]
) => string
