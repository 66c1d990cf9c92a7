const DAYS = /(\d{4}-\d{2}-\d{2})/;

/** Text in which a day is never broken over two lines at its hyphens. */
export function Dated({ children }: { children: string }) {
  return children.split(DAYS).map((part, n) =>
    DAYS.test(part) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
      <span key={n} className="nowrap">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
