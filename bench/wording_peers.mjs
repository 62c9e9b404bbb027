// Times the Node peers of bench/wording.py on one text: node wording_peers.mjs TEXT ROUNDS, run where they are installed.
// Prints one JSON object: per peer {ms, found, unpaired, version}. A peer that is not installed is left out.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [, , file, rounds] = process.argv;
const text = fs.readFileSync(file, "utf8");
const require = createRequire(path.join(process.cwd(), "package.json"));
const load = async (name) => import(pathToFileURL(require.resolve(name)).href);
const version = (name) => JSON.parse(fs.readFileSync(path.join(process.cwd(), "node_modules", name, "package.json"), "utf8")).version;
const peers = {
  "autocorrect-node": async () => {
    const { default: autocorrect, lintFor } = await load("autocorrect-node");
    const lint = lintFor ?? autocorrect.lintFor;
    return async () => ({ found: lint(text, "a.txt").lines.length, unpaired: 0 });
  },
  zhlint: async () => {
    const module = await load("zhlint");
    const run = module.run ?? module.default.run;
    return async () => {
      const { validations } = run(text, { rules: { preset: "default" } });
      return { found: validations.length, unpaired: validations.filter((one) => one.message.includes("未闭合")).length };
    };
  },
  textlint: async () => {
    const { createLinter } = await load("textlint");
    const { TextlintKernelDescriptor } = await load("@textlint/kernel");
    const rule = async (name) => (await load(name)).default;
    const plain = async (name) => { const module = await rule(name); return module.default ?? module; };
    const descriptor = new TextlintKernelDescriptor({
      rules: [
        { ruleId: "no-unmatched-pair", rule: await plain("@textlint-rule/textlint-rule-no-unmatched-pair") },
        { ruleId: "sentence-length", rule: await plain("textlint-rule-sentence-length"), options: { max: 180 } },
      ],
      filterRules: [],
      plugins: [{ pluginId: "text", plugin: await plain("@textlint/textlint-plugin-text") }],
    });
    const linter = createLinter({ descriptor });
    return async () => {
      const { messages } = await linter.lintText(text, "a.txt");
      return { found: messages.length, unpaired: messages.filter((one) => one.ruleId === "no-unmatched-pair").length };
    };
  },
};

const results = {};
for (const [name, make] of Object.entries(peers)) {
  try {
    const lint = await make();
    const counts = await lint();
    let best = Infinity;
    for (let round = 0; round < Number(rounds); round += 1) {
      const begin = performance.now();
      await lint();
      best = Math.min(best, performance.now() - begin);
    }
    results[name] = { ms: best, version: version(name), ...counts };
  } catch (problem) {
    if (problem.code !== "MODULE_NOT_FOUND") throw problem;
  }
}
console.log(JSON.stringify(results));
