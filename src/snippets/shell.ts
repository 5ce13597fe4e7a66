/**
 * Splits a shell script into the words of its commands, with the part of the grammar that samples use: quotes, escapes,
 * line continuations, comments, here-documents, command substitution (POSIX.1-2024, Shell Command Language, sections 2.2,
 * 2.3 and 2.7.4). Nothing is expanded: `$ID` stays as written.
 */

export interface Word {
  readonly text: string;
  readonly offset: number;
}

export interface Script {
  /** Commands without their redirections, each with at least one word. */
  readonly commands: readonly (readonly Word[])[];
  /** A quote that is never closed. */
  readonly unclosed?: { readonly quote: string; readonly offset: number };
}

interface State {
  readonly source: string;
  at: number;
  readonly commands: Word[][];
  command: Word[];
  /** Delimiters of the here-documents that begin on the next line. */
  readonly pending: string[];
  unclosed?: { readonly quote: string; readonly offset: number };
}

/** Splits a script into commands. Never throws: text that is not a script has commands that make no sense. */
export function readScript(source: string): Script {
  const state: State = { source, at: 0, commands: [], command: [], pending: [] };
  while (state.at < source.length) step(state);
  endCommand(state);
  return { commands: state.commands, ...(state.unclosed ? { unclosed: state.unclosed } : {}) };
}

/** `\` at the end of a line continues it on the next, and so does `^` in the command line of Windows. */
const continuation = /(?:\\|\s\^)\r?\n/y;
const blank = /[ \t\r]+/y;
const separator = /\n|;|\|\|?|&&?/y;
const comment = /#[^\n]*/y;
const hereDocument = /<<-?[ \t]*(["']?)([A-Za-z_]\w*)\1/y;
const redirection = /\d*(?:>>|>&|>|<)[ \t]*/y;

function step(state: State): void {
  if (take(state, continuation) !== undefined || take(state, blank) !== undefined) return;
  const end = take(state, separator);
  if (end !== undefined) {
    endCommand(state);
    if (end[0] === "\n") skipHereDocuments(state);
    return;
  }
  if (take(state, comment) !== undefined) return;
  const here = take(state, hereDocument);
  if (here) {
    state.pending.push(here[2] ?? "");
    return;
  }
  const redirects = take(state, redirection) !== undefined;
  const word = readWord(state);
  if (!redirects && word) state.command.push(word);
}

function take(state: State, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = state.at;
  const found = pattern.exec(state.source);
  if (!found) return undefined;
  state.at = pattern.lastIndex;
  return found;
}

function endCommand(state: State): void {
  if (state.command.length > 0) state.commands.push(state.command);
  state.command = [];
}

function skipHereDocuments(state: State): void {
  for (const delimiter of state.pending.splice(0)) {
    const end = new RegExp(`^[ \\t]*${delimiter}[ \\t]*$`, "m").exec(state.source.slice(state.at));
    state.at = end ? state.at + end.index + end[0].length : state.source.length;
  }
}

const escaped = /\\([^\n])/y;
/** The parts of a word. The value of a part is its first group, or the whole match if it has no group. */
const parts: readonly RegExp[] = [
  /[^\s;|&<>"'`\\$^]+/y,
  /'([^']*)'/y,
  /\$'((?:[^'\\]|\\.)*)'/sy,
  // Expressions that the shell would evaluate stay as written.
  /\$\((?:[^()]|\([^()]*\))*\)|`[^`]*`|\$\{[^}]*\}/y,
  /(?:\\|\s\^)\r?\n()/y,
  /[$^]/y,
  escaped,
];

/** Reads one word. If no word can begin here, skips a character and returns undefined. */
function readWord(state: State): Word | undefined {
  const offset = state.at;
  let text = "";
  while (state.at < state.source.length) {
    const part = readPart(state) ?? doubleQuoted(state);
    if (part === undefined) break;
    text += part;
  }
  if (state.at > offset) return { text, offset };
  skip(state);
  return undefined;
}

function readPart(state: State): string | undefined {
  for (const pattern of parts) {
    const found = take(state, pattern);
    if (found) return found[1] ?? found[0];
  }
  return undefined;
}

/** Skips a character; an unclosed quote skips the rest of the script. */
function skip(state: State): void {
  const quote = state.source.charAt(state.at);
  if (quote === "'" || quote === '"') {
    state.unclosed ??= { quote, offset: state.at };
    state.at = state.source.length;
  } else state.at += 1;
}

const inDouble = /[^"\\`$]+|\$\((?:[^()]|\([^()]*\))*\)|`[^`]*`|\$|\\[^$`"\\\n]/y;

/** Section 2.2.3: in double quotes, a backslash escapes only characters that are special there. */
function doubleQuoted(state: State): string | undefined {
  if (state.source.charAt(state.at) !== '"') return undefined;
  const start = state.at;
  state.at += 1;
  let text = "";
  for (;;) {
    const part =
      take(state, inDouble)?.[0] ?? (take(state, continuation) ? "" : undefined) ?? take(state, escaped)?.[1];
    if (part !== undefined) text += part;
    else if (state.source.charAt(state.at) === '"') break;
    else {
      state.at = start;
      return undefined;
    }
  }
  state.at += 1;
  return text;
}
