import { z } from 'zod'

/** Boxes that are ticked: a form sends nothing for none, and a program may send one as a text. */
export const ticked = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(item))
