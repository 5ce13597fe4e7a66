/**
 * The `Surface`: all names a caller can touch. Every name in it is final, legal and unique, and carries its reason.
 */
import type { Json, JsonObject } from "../document/document.js";
import type { Pointer, Position } from "../diagnostic.js";
import type { ResultPlan } from "./contracts/results.js";
import type { BodyMedia, Input, Operation, Pages, Server, Webhook } from "../api/api.js";
import type { ClientDefaults, GivenOption } from "../config/decisions.js";
import type { SecurityScheme } from "../api/security.js";
import type { TypeSteps } from "./models/model-places.js";
import type { Reason } from "./findings/reasons.js";
import type { BodyPlan, StylePlan } from "./contracts/request.js";

export interface Surface {
  readonly client: ClientSurface;
  /** Resources directly below the client, in order of first appearance in the document. */
  readonly resources: readonly Resource[];
  /** Methods that stand on the client itself. */
  readonly methods: readonly Method[];
  /** Types of what the API sends by itself. */
  readonly webhooks: readonly WebhookType[];
  /** Absent where the API sends nothing. */
  readonly receiver?: Receiver;
  /** The component schemas first, in the order of the document, then what calls declare. */
  readonly models: readonly Model[];
  /** The method of the first call in the README; absent in a client without methods. */
  readonly first?: Method;
  /** Lists of values that the package exports; none where nobody asks for them. */
  readonly valueLists: readonly ValueList[];
}

/** A type that callers import by name. */
export interface Model {
  /** Unique in the package: `ApiKeyObject`. */
  readonly name: string;
  /** The place of its schema. */
  readonly schema: Pointer;
  /** The place of its type among those that openapi-typescript makes. */
  readonly steps: TypeSteps;
  /** The section and key of a component, `schemas/ApiKeyObject`; absent for the type of a call. */
  readonly component?: string;
  /** The call that declares it, if it is not a component. */
  readonly call?: string;
  /** One sentence; absent where the document's own description stands there. */
  readonly description?: string;
}

/** Values that callers have at run time, and their type of the same name. */
export interface ValueList {
  /** Unique in the package but for the model whose values these are: `ApiKeyObjectStatus`. */
  readonly name: string;
  readonly values: readonly (string | number)[];
  /** The schema that has these values, if it is not the model of this name. */
  readonly of?: { readonly model: string; readonly property?: string };
}

/** How callers verify what the API sends by itself. */
export interface Receiver {
  /** How the API signs, as the runtime's `WebhookScheme` says it. */
  readonly scheme: {
    readonly format: "standard" | "timestamped" | "hex" | "base64";
    /** In lower case. */
    readonly header: string;
    readonly hash: string;
    readonly prefix: string;
  };
  /** The owner of `unwrap`: the client's own `webhooks`, or the resource of that name; `nobody` if a call has that name. */
  readonly owner: "client" | "nobody" | Resource;
}

export interface WebhookType {
  /** Unique in the package: `ThingMadeWebhook`. */
  readonly typeName: string;
  readonly webhook: Webhook;
}

export interface ClientSurface {
  /** `Portkey`. */
  readonly className: string;
  /** The variable that examples call it by: `portkey`, or `client` where a resource has that name. */
  readonly variable: string;
  /** The name that the package is called after: `portkey`. */
  readonly spoken: string;
  /** Prefix of the environment defaults: `PORTKEY`. */
  readonly envPrefix: string;
  readonly credentials: readonly Credential[];
  /** The package that JavaScript samples import the client from, e.g. `portkey-ai`: for READMEs only. */
  readonly samplePackage?: string;
  readonly servers: readonly Server[];
  /** Whether a caller may choose a server, or fill in its variables. */
  readonly choosesServer: boolean;
  readonly options: readonly OwnOption[];
  /** The option that holds the key of webhooks, where clients have one. */
  readonly webhookKey?: Pick<OwnOption, "name" | "env" | "description">;
  /** Names of the servers, where the configuration gives them; callers may choose by them. */
  readonly environments: readonly string[];
  /** Defaults for calls, below the client's own options. */
  readonly defaults: ClientDefaults;
  /** Whether a call takes files, which callers may want to name with `toFile`. */
  readonly takesFiles: boolean;
  /** The answer header that names a request, where the document declares one under another name than the usual. */
  readonly requestIdHeader?: string;
  readonly reason: Reason;
}

/** A client option that carries a credential. */
export interface Credential {
  readonly scheme: SecurityScheme;
  /** `apiKey`; for basic security the option of the username, `passwordOption` being the other. */
  readonly option: string;
  readonly env: string;
  readonly passwordOption?: string;
  readonly passwordEnv?: string;
  /** The text of each where the owner of the API gives one. */
  readonly default?: string;
  readonly passwordDefault?: string;
  /** The options with which a client gets its tokens by itself. */
  readonly client?: ClientOptionNames;
}

export interface ClientOptionNames {
  readonly idOption: string;
  readonly idEnv: string;
  readonly secretOption: string;
  readonly secretEnv: string;
}

/** A client option that is sent with every request and is not a credential. */
export type OwnOption = GivenOption & { readonly name: string };

export interface Resource {
  /** The property a caller reads: `apiKeys`. */
  readonly name: string;
  /** From the client down, this one included: `["admin", "users"]`. */
  readonly path: readonly string[];
  /** Unique in the package: `ApiKeys`, `AdminUsers`. */
  readonly className: string;
  /** Unique in the package whatever the letter case, without folder or ending: `api-keys`, `admin-users`. */
  readonly fileName: string;
  readonly description?: string;
  readonly methods: readonly Method[];
  readonly resources: readonly Resource[];
}

export interface Method {
  /** `retrieve`. */
  readonly name: string;
  /** `apiKeys.retrieve`. */
  readonly call: string;
  /** Prefix of the method's types: `ApiKeysRetrieve` for `ApiKeysRetrieveParams`. */
  readonly typeName: string;
  readonly operation: Operation;
  readonly reason: Reason;
  /** Absent where no sample of the operation shows arguments of this call. */
  readonly shown?: ShownArguments;
  /** In the order a caller would write them: path, body, query, header, cookie. */
  readonly arguments: readonly Argument[];
  /** The body, where the operation takes one that can be sent; of several media types the one that is sent first. */
  readonly body?: BodyArgument;
  /** Whether a call may leave out its first argument. */
  readonly isOptional: boolean;
  /** The path arguments that may also be given by position, as configuration, `stainless.yml` or samples have it. */
  readonly positional?: Positional;
  /** The last of them alone, the others being in the object, where a call may have that form too. */
  readonly lastPositional?: Positional;
  /** The servers of the operation, where they lead elsewhere than those of the client. */
  readonly servers?: readonly Server[];
  /** What the call returns, and how it can fail. */
  readonly result: ResultPlan;
  /** How it lists in pages, where it does. */
  readonly pages?: MethodPages;
}

/** Arguments that may be given by position. */
export interface Positional {
  /** Their names, in the order of the path; the last may be the argument that holds the whole body. */
  readonly names: readonly string[];
  /** Whether a call that gives them so may leave out the rest. */
  readonly isRestOptional: boolean;
}

/** How a method lists in pages, and where that was read from. */
export interface MethodPages {
  /** With arguments, as a caller writes them, in place of the names of inputs. */
  readonly plan: Pages;
  /** The place of the evidence in the document. */
  readonly pointer?: Pointer;
  /** The place of the evidence if it is in a file of the configuration instead. */
  readonly position?: Position;
}

/** One key of a method's first argument. */
export interface Argument {
  /** The key a caller writes: the document's own name, unless the configuration has another or two inputs share it. */
  readonly name: string;
  /** A key that a caller may write in place of `name`: `anthropicBeta` for a header, `ids` for `ids[]` in the query. */
  readonly alias?: string;
  readonly input: Input;
  /** How it is written, where the runtime must be told. */
  readonly style?: StylePlan;
}

/** A body in one media type. */
export interface BodyForm {
  readonly media: BodyMedia;
  /** The writer of the body, with its settings. */
  readonly written: BodyPlan;
  /**
   * The key that holds the whole body; absent where the body's properties are keys of the flat object.
   * A body is held whole where it is not an object, or where one of its properties has the name of another argument.
   */
  readonly key?: string;
  /** How the runtime tells this form from the others; absent if it is the only one. */
  readonly marks?: FormMarks;
}

/** The arguments that select one form of a body over the others. */
export interface FormMarks {
  /** The values that the argument for the whole body may take; absent if it takes any value. */
  readonly of?: "data" | "text" | "content";
  /** Whether files may be held in it. */
  readonly files?: true;
  /** Its properties, where the forms have different ones, and those of them that it must have. */
  readonly takes?: readonly string[];
  readonly needs?: readonly string[];
}

/** The arguments in the operation's own sample, as far as the document accepts them. */
export interface ShownArguments {
  /** By the name of the argument. */
  readonly inputs: Readonly<Record<string, Json>>;
  /** A body that is one of named properties, whole. */
  readonly body?: JsonObject;
}

export interface BodyArgument extends BodyForm {
  readonly required: boolean;
  /** The other forms in which the document takes it, where the arguments decide which one is sent. */
  readonly others?: readonly BodyForm[];
}
