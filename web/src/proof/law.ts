/** What a collection of excerpts is called: an article from it names its document itself. */
const EXCERPTS = "条文摘录汇编";

/** The law as the service names it, without the word for a former text; whether it is one. */
export function lawOf(text: string): { readonly title: string; readonly former: boolean } {
  return { title: text.replace(/^superseded\//, ""), former: text.startsWith("superseded/") };
}

/** An article with the title of its law, which the service gives as "superseded/title(day)" or "title(day)". */
export function articleOf(rule: { readonly text?: unknown; readonly article: string }): string {
  const text = typeof rule.text === "string" ? rule.text : "";
  const title = lawOf(text).title.replace(/\([^()]*\)$/, "");
  return title === "" || title === EXCERPTS ? rule.article : `《${title}》${rule.article}`;
}
