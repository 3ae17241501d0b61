// Builds css/*.css, js/*.js and icons/* into webapp/built: names carry a hash of the content, manifest.json maps
// each source to its name, and a compressed twin lies beside each text. Usage: node build.mjs OUTPUT
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const SOURCES = dirname(fileURLToPath(import.meta.url));
const MODULES = join(SOURCES, "../../node_modules");
const OUTPUT = process.argv[2];
const STATIC = join(OUTPUT, "static");
// Browsers of phones that get no newer Android; newer syntax is rewritten for them.
const TARGET = ["chrome80", "firefox78", "safari14"];
const DOCUMENT_WEIGHTS = ["400Regular", "500Medium", "600SemiBold", "700Bold", "800ExtraBold"];
// Names are written in other scripts too: one weight each, opened only by a paper that needs it.
const SCRIPTS = {
  "noto-emoji": "NotoEmoji",
  "noto-naskh-arabic": "NotoNaskhArabic",
  "noto-sans-javanese": "NotoSansJavanese",
  "noto-sans-sc": "NotoSansSC",
};
const SCRIPT_WEIGHT = "600SemiBold";
const COMPRESSED = new Set([".css", ".js", ".svg", ".wasm", ".json"]);

const manifest = {};
const failures = [];

const filesOf = (folder, pattern) => {
  try {
    return readdirSync(join(SOURCES, folder)).filter((name) => pattern.test(name)).sort().map((name) => `${folder}/${name}`);
  } catch (problem) {
    if (problem.code === "ENOENT") return [];
    throw problem;
  }
};

function remember(outputs) {
  for (const [path, output] of Object.entries(outputs)) {
    const name = relative(STATIC, path);
    const source = output.entryPoint && relative(SOURCES, output.entryPoint);
    const input = Object.keys(output.inputs)[0] ?? "";
    if (source) manifest[source] = name;
    else if (name.startsWith("chunks/")) manifest[name] = name;
    else manifest[`assets/${basename(input)}`] = name;
  }
}

// The decoder's library knows an address of somebody else's server as a default that we always override: it goes.
const nobodyElsesServer = {
  name: "nobody-elses-server",
  setup(building) {
    building.onLoad({ filter: /barcode-detector[\\/].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/`https:\/\/fastly\.jsdelivr\.net[^`]*`/g, '""'),
      loader: "js",
    }));
  },
};

// One build for each entry: a mistake in one page's styles is told and leaves the others working.
async function bundle(entry) {
  try {
    const { metafile } = await build({
      absWorkingDir: process.cwd(),
      entryPoints: [join(SOURCES, entry)],
      outdir: STATIC,
      outbase: SOURCES,
      bundle: true,
      minify: true,
      metafile: true,
      legalComments: "none",
      format: "esm",
      splitting: entry.endsWith(".js"),
      target: TARGET,
      supported: { destructuring: true }, // esbuild refuses it for one early build of Safari 14
      logLimit: 8,
      publicPath: "/static",
      loader: { ".wasm": "file", ".woff2": "file", ".svg": "file", ".png": "file" },
      entryNames: "[dir]/[name]-[hash]",
      chunkNames: "chunks/[name]-[hash]",
      assetNames: "assets/[name]-[hash]",
      logLevel: "warning",
      nodePaths: [MODULES],
      plugins: [nobodyElsesServer],
    });
    const outputs = Object.entries(metafile.outputs).map(([path, output]) => [
      join(process.cwd(), path),
      { ...output, entryPoint: output.entryPoint && join(process.cwd(), output.entryPoint) },
    ]);
    remember(Object.fromEntries(outputs));
  } catch (problem) {
    if (!problem.errors) throw problem;
    failures.push(entry); // esbuild has already told why
  }
}

function copyHashed(source) {
  const content = readFileSync(join(SOURCES, source));
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  const name = source.replace(/(\.[^.]+)$/, `-${hash}$1`);
  mkdirSync(dirname(join(STATIC, name)), { recursive: true });
  writeFileSync(join(STATIC, name), content);
  manifest[source] = name;
}

function compress(path) {
  const content = readFileSync(path);
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } };
  writeFileSync(`${path}.br`, brotliCompressSync(content, brotli));
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
}

function copyDocumentFonts() {
  const source = join(MODULES, "@expo-google-fonts/plus-jakarta-sans");
  mkdirSync(join(OUTPUT, "fonts"), { recursive: true });
  for (const weight of DOCUMENT_WEIGHTS) {
    const name = `PlusJakartaSans_${weight}.ttf`;
    cpSync(join(source, weight, name), join(OUTPUT, "fonts", name));
  }
  cpSync(join(source, "LICENSE_FONT"), join(OUTPUT, "fonts", "LICENSE_FONT"));
  for (const [folder, family] of Object.entries(SCRIPTS)) {
    const from = join(MODULES, "@expo-google-fonts", folder);
    const name = `${family}_${SCRIPT_WEIGHT}.ttf`;
    cpSync(join(from, SCRIPT_WEIGHT, name), join(OUTPUT, "fonts", name));
    cpSync(join(from, "LICENSE_FONT"), join(OUTPUT, "fonts", `LICENSE_${family}`));
  }
}

rmSync(OUTPUT, { recursive: true, force: true });
mkdirSync(STATIC, { recursive: true });
for (const entry of [...filesOf("css", /\.css$/), ...filesOf("js", /\.js$/)]) await bundle(entry);
for (const source of filesOf("icons", /\.(svg|png|ico)$/)) copyHashed(source);
for (const name of new Set(Object.values(manifest))) if (COMPRESSED.has(extname(name))) compress(join(STATIC, name));
copyDocumentFonts();
const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(OUTPUT, "manifest.json"), `${JSON.stringify(sorted, null, 2)}\n`);
if (failures.length) {
  console.error(`Not built: ${failures.join(", ")}`);
  process.exit(1);
}
