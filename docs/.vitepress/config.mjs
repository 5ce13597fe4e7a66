// The site of these pages: `npm run site` builds it with VitePress, which is fetched on demand.
const repository = "https://github.com/callwright/callwright";

export default {
  title: "Callwright",
  description: "Makes an OpenAPI document callable: a TypeScript client named by your docs, and a check for drift.",
  lang: "en",
  cleanUrls: true,
  srcExclude: ["examples/**", "wire/**"],
  rewrites: { "bench/README.md": "bench/index.md", "decisions/README.md": "decisions/index.md" },
  outDir: "../.work/site",
  cacheDir: "../.work/site-cache",
  themeConfig: {
    search: { provider: "local" },
    socialLinks: [{ icon: "github", link: repository }],
    nav: [
      { text: "Guide", link: "/guide/start" },
      { text: "Migrate", link: "/migrate/" },
      { text: "Figures", link: "/bench/" },
    ],
    sidebar: [
      {
        text: "Guide",
        items: [
          { text: "Start", link: "/guide/start" },
          { text: "Naming", link: "/guide/naming" },
          { text: "Samples", link: "/guide/samples" },
          { text: "The client", link: "/guide/client" },
          { text: "In CI", link: "/guide/ci" },
          { text: "Configuration", link: "/guide/configuration" },
          { text: "Limits and security", link: "/guide/limits" },
        ],
      },
      {
        text: "Coming from",
        items: [
          { text: "A published SDK", link: "/migrate/adopt" },
          { text: "Stainless", link: "/migrate/stainless" },
          { text: "openapi-fetch", link: "/migrate/openapi-fetch" },
          { text: "hey-api", link: "/migrate/hey-api" },
          { text: "orval", link: "/migrate/orval" },
        ],
      },
      {
        text: "Evidence",
        items: [
          { text: "Figures", link: "/bench/" },
          { text: "Public documents", link: "/survey" },
          { text: "Decisions", link: "/decisions/" },
        ],
      },
    ],
  },
};
