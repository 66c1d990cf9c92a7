// The types of the API from its OpenAPI document: `guanlian openapi | node types.mjs` prints src/api/schema.d.ts.
// Words and examples are left out, and so are the problems, which are alike everywhere (see src/api/problem.ts).
import { text } from "node:stream/consumers";
import openapiTS, { astToString } from "openapi-typescript";

const WORDS = new Set(["description", "example", "examples", "title", "summary"]);

function bare(value, inNames = false) {
  if (Array.isArray(value)) return value.map((item) => bare(item));
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([name]) => inNames || !WORDS.has(name));
  return Object.fromEntries(
    kept.map(([name, item]) => [name, bare(item, name === "properties" || name === "schemas")]),
  );
}

function withoutProblems(document) {
  for (const methods of Object.values(document.paths))
    for (const operation of Object.values(methods))
      for (const status of Object.keys(operation.responses ?? {}))
        if (!status.startsWith("2")) delete operation.responses[status];
  return document;
}

const document = withoutProblems(bare(JSON.parse(await text(process.stdin))));
process.stdout.write("// Made by `make web-types`; do not edit.\n");
process.stdout.write(astToString(await openapiTS(document, { defaultNonNullable: false, alphabetize: true })));
