/** README section on errors. */
import { callExample } from "../examples.js";
import { stringLiteral } from "../text.js";
import { fence, importLine, type Readme, type Section } from "./section.js";

export function errorSection(readme: Readme): Section | undefined {
  const { first, surface, package: name, methods } = readme;
  if (!first) return undefined;
  const described = [first, ...methods].find(({ result }) => result.failures.length > 0);
  const code = [
    importLine(name, "APIConnectionError", "APIError", "NotFoundError"),
    "",
    "try {",
    `  ${callExample(first, surface, { indent: 2, isBare: true })}`,
    "} catch (error) {",
    '  if (error instanceof NotFoundError) console.error("not found", error.requestId);',
    "  else if (error instanceof APIError) console.error(error.status, error.headers, error.body);",
    '  else if (error instanceof APIConnectionError) console.error("no response", error.cause);',
    "  else throw error;",
    "}",
  ].join("\n");
  return {
    title: "Errors",
    parts: [
      "The client throws every response outside 2xx as an `APIError` with `status`, `headers`, `body`, `requestId` and `operation`, even if its body is empty; 400, 401, 403, 404, 409, 422, 429 and everything from 500 on have their own classes. Errors never contain credentials. A path argument that would change the path is rejected before anything is sent.",
      fence("ts", code),
      ...(described
        ? typedPart(
            described.call,
            described.result.failures.map(({ status }) => status),
            name,
          )
        : []),
    ],
  };
}

/** Documents the type guard of `errors.ts`, with the first status that the document describes for a call. */
function typedPart(call: string, statuses: readonly number[], name: string): readonly string[] {
  const [status = 0] = statuses;
  const code = [
    importLine(name, "isErrorOf"),
    "",
    "export function explain(error: unknown): void {",
    `  if (isErrorOf(error, ${stringLiteral(call)}) && error.status === ${status}) console.error(error.body);`,
    "}",
  ].join("\n");
  return ["If the document declares the body of an error, `isErrorOf` types it by call and status:", fence("ts", code)];
}
