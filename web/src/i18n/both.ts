/** The same keys in both languages, whatever the words. */
type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

export function both<const T extends object>(zh: T, en: Words<T>): { zh: Words<T>; en: Words<T> } {
  return { zh: zh as Words<T>, en };
}
