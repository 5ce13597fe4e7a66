// Names under which other files of this room still import these; they go when those do.
export { addressText, normalisedAddress } from "../document/address.js";
export type {
  CredentialNames,
  Decisions as NamingConfig,
  Locked,
  PlacedKey,
  StainlessPages,
} from "../config/decisions.js";
