/**
 * React for Remix's router, which draws nothing here: what its modules name of React and never call would otherwise be
 * kept for it in the file of every page, `Suspense` above all.
 */
export {
  Component,
  cloneElement,
  createContext,
  createElement,
  Fragment,
  Fragment as Suspense,
  isValidElement,
} from 'preact'
export { Children, forwardRef, memo } from 'preact/compat'
export * from 'preact/hooks'
