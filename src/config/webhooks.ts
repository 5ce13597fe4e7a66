/** `webhooks` of `x-callwright`: how the API signs webhooks, if not according to Standard Webhooks. */
import { GIVEN_NAME } from "../casing.js";
import type { WebhookSigning } from "./decisions.js";
import { field, type Kind, matching, object, oneOf, string } from "./kinds.js";

const settings = object({
  format: field(oneOf("standard", "timestamped", "hex", "base64"), "the format of the signature"),
  header: field(
    matching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, "the name of a header"),
    "the header of the signature; for `standard`, the prefix of its three headers",
  ),
  algorithm: field(oneOf("sha256", "sha1", "sha512"), "the hash of the HMAC"),
  key: field(
    matching(GIVEN_NAME, "a name for an option, such as `webhookSecret`"),
    "the client option that holds the key, so that callers need not pass it",
  ),
  env: field(string, "the environment variable that is that option's default"),
  prefix: field(string, "the prefix of a `hex` or `base64` signature, such as `sha256=`"),
});

export const webhookSigning: Kind<WebhookSigning> = {
  ...settings,
  read: (setting) => {
    const given = settings.read(setting);
    const { format = "standard" } = given;
    if (given.header === undefined && format !== "standard")
      throw setting.error(
        `\`${setting.name}\` does not say which header has the signature.`,
        "Add `header`, as `header: x-signature`.",
      );
    if (given.prefix !== undefined && (format === "standard" || format === "timestamped"))
      throw setting.error(
        `\`${setting.name}\` has a \`prefix\`, which only \`hex\` and \`base64\` have.`,
        "Remove it.",
      );
    if (given.env !== undefined && given.key === undefined)
      throw setting.error(`\`${setting.name}\` has an \`env\`, but no \`key\`.`, "Add `key`, as `key: webhookSecret`.");
    return given;
  },
};
