// Prints an Npgsql connection string without its user and password: module roles bring their own.
// usage: node build/connection.mjs 'Host=…;Username=…;Password=…'
const text = process.argv[2] ?? "";
const pairs = [...text.matchAll(/([^=;]+)=\s*("(?:[^"]|"")*"|'(?:[^']|'')*'|[^;]*)/g)];
const keyOf = (pair) => pair[1].replace(/\s/g, "").toLowerCase();
const personal = new Set(["username", "userid", "user", "uid", "password", "pwd", "psw", "passfile"]);

if (!pairs.some((pair) => ["host", "server"].includes(keyOf(pair)))) {
  console.error("not an Npgsql connection string: it names no Host");
  process.exit(1);
}
console.log(pairs.filter((pair) => !personal.has(keyOf(pair))).map((pair) => `${pair[1].trim()}=${pair[2].trim()}`).join(";"));
