import words from "../../../../graph_service/words/codes.json";

/** Words for the codes that the service answers with, as command line and reports have them too. A code without a word
 * here is shown as it is. */
export const codes = words;
