// npm packages cannot carry symbolic links, so the platform package lists the ones its libraries need.
// usage: node build/postgres-links.mjs PACKAGE_FOLDER
import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const folder = process.argv[2];
const list = join(folder, "native", "pg-symlinks.json");
const links = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];

for (const { source, target } of links) {
  const link = join(folder, target);
  mkdirSync(dirname(link), { recursive: true });
  try {
    symlinkSync(relative(dirname(link), join(folder, source)), link);
  } catch (error) {
    if (error.code !== "EEXIST") throw error; // made earlier, or by another script at this moment
  }
}
