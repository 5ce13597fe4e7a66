/** The environment variables that a client reads unless its options are set. The document decides what they are called. */
import type { ClientSurface } from "../surface.js";

/**
 * First words of variables that belong to platforms, version control, CI systems and package managers, whose secrets are in
 * the environment of many machines. A document that is called like one of them must not be sent those.
 */
const PLATFORMS: ReadonlySet<string> = new Set(
  [
    "ACTIONS APPVEYOR ARM AWS AZURE BITBUCKET BUILDKITE BUN BUNDLE CARGO CI CIRCLE CIRCLECI CLOUDSDK CODEBUILD DENO DOCKER DRONE",
    "DYLD GCLOUD GCP GH GIT GITHUB GITLAB GL GOOGLE GPG JENKINS KUBE KUBECONFIG KUBERNETES LD MAVEN NODE NPM NUGET PIP PNPM POETRY",
    "PYPI RUNNER SSH SYSTEM TEAMCITY TF TRAVIS TWINE VSTS XDG YARN",
  ].flatMap((line) => line.split(" ")),
);

/** The prefix for a name that would otherwise belong to a platform. */
const OWN = "SDK";

/** A prefix of variables, such as `PORTKEY`; `SDK_AWS` for `AWS`. */
export function ownPrefix(prefix: string): string {
  const [first = ""] = prefix.split("_");
  return PLATFORMS.has(first) ? `${OWN}_${prefix}` : prefix;
}

/** The variable of the server's address. */
export function baseUrlVariable({ envPrefix }: Pick<ClientSurface, "envPrefix">): string {
  return `${envPrefix}_BASE_URL`;
}

/** Every variable that a client reads, each once: those of credentials first, in the order of the document. */
export function environmentOf(client: ClientSurface): readonly string[] {
  const credentials = client.credentials.flatMap(({ env, passwordEnv, client: own }) =>
    [env, passwordEnv ?? [], own ? [own.idEnv, own.secretEnv] : []].flat(),
  );
  const key = client.webhookKey ? [client.webhookKey] : [];
  const options = [...client.options, ...key].flatMap(({ env }) => env ?? []);
  return [...new Set([...credentials, ...options, baseUrlVariable(client)])];
}
