/** Of a search: nothing that is searched for is longer. Client-safe. */
export const MAX_SEARCH_LENGTH = 100
