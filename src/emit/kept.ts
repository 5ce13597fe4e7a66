/** What an emission leaves for the next one, under `watch`. Everything in it is found by its content. */
import type { KeptTypes } from "./schema/kept-types.js";
import type { KeptTexts } from "./print.js";

/** Starts empty, and is filled by each emission; with it, the next one makes the same files in less time. */
export interface Kept extends KeptTypes, KeptTexts {}
