/** A code in groups of four, as people read it aloud; copied, it is whole again. */
export function Code({ value, size = 4 }: { value: string; size?: number }) {
  return (
    <span className="code">
      {grouped(value, size).map(([at, part]) => (
        <i key={at}>{part}</i>
      ))}
    </span>
  );
}

export function grouped(value: string, size: number): (readonly [number, string])[] {
  return Array.from(
    { length: Math.ceil(value.length / size) },
    (_, n) => [n, value.slice(n * size, (n + 1) * size)] as const,
  );
}
