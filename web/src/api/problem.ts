/** RFC 9457 problems of the API, and the one of its own: that the service cannot be reached. */

export type Fault = { readonly location: string; readonly message: string; readonly nearest?: string | null };

export type ProblemDocument = {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly request_id: string;
  readonly errors?: readonly Fault[];
  readonly limit?: number | null;
  readonly role?: string | null;
  readonly survivor?: string | null;
};

export class Problem extends Error {
  constructor(readonly document: ProblemDocument) {
    super(document.detail);
    this.name = "Problem";
  }

  get code(): string {
    return this.document.code;
  }

  /** The service or its graph does not answer just now: worth asking again. */
  get away(): boolean {
    return this.code === "unreachable" || this.document.status === 503;
  }
}

export function unreachable(): Problem {
  return new Problem({ title: "", status: 0, detail: "", code: "unreachable", request_id: "" });
}

export function problemOf(body: unknown, status: number): Problem {
  if (isDocument(body)) return new Problem(body);
  return new Problem({
    title: "",
    status,
    detail: "",
    code: status === 503 ? "unreachable" : "internal",
    request_id: "",
  });
}

function isDocument(body: unknown): body is ProblemDocument {
  return typeof body === "object" && body !== null && "code" in body && "detail" in body && "status" in body;
}
