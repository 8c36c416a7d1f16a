# shellcheck shell=bash
# Shared by the scripts in this folder; sourced, never run. Written for bash 3.2, which is what macOS has.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
# shellcheck disable=SC2034 # for the scripts that source this
ARTIFACTS=${ArtifactsPath:-$ROOT/artifacts}

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Build servers would outlive the script that started them.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s: %s\n' "build/$(basename "$0")" "$*" >&2
  exit 1
}

require_dotnet() {
  if command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then return; fi
  fail "the .NET 10 SDK is missing: install it from https://dotnet.microsoft.com/download/dotnet/10.0 and run this again"
}

require_node() {
  local major
  major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
  if [ "$major" -ge 20 ] && command -v npm >/dev/null; then return; fi
  fail "Node.js 20 or later with npm is missing: install it from https://nodejs.org/en/download and run this again"
}

# npm writes this file last, so it stands only after a complete install.
require_node_modules() {
  local stamp=$ROOT/node_modules/.package-lock.json log
  if [ -f "$stamp" ] && [ ! "$ROOT/package-lock.json" -nt "$stamp" ]; then return; fi
  log=$(mktemp)
  if ! (cd "$ROOT" && npm ci) >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    fail "npm ci failed (its output is above)"
  fi
  rm -f "$log"
  touch "$stamp"
}

# Runs a command as a process group of its own, so that it can be ended with everything it started. Sets STARTED.
STARTED_GROUPS=()
start_group() {
  set -m
  "$@" </dev/null &
  STARTED=$!
  set +m
  STARTED_GROUPS+=("$STARTED")
}

# The shell acts on a signal while it waits, not while a command holds it. What the command left running ends with it.
run_to_end() {
  local code=0
  start_group "$@"
  wait "$STARTED" || code=$?
  end_groups "$STARTED"
  return $code
}

group_runs() { kill -0 -- "-$1" 2>/dev/null; }

# Ends process groups: asks first, then insists after ten seconds.
end_groups() {
  local group tries=0
  for group in "$@"; do kill -TERM -- "-$group" 2>/dev/null || true; done
  for group in "$@"; do
    while group_runs "$group" && [ $tries -lt 100 ]; do
      sleep 0.1
      tries=$((tries + 1))
    done
    kill -KILL -- "-$group" 2>/dev/null || true
  done
}

end_started_groups() { end_groups ${STARTED_GROUPS[@]+"${STARTED_GROUPS[@]}"}; }

# Builds in Release and shows the compiler's output only when it fails. The compiler server gets a name of its own:
# it ends with this build, and nobody else's build may depend on it.
dotnet_build() {
  local log=$1 target
  shift
  for target in "$@"; do
    run_to_end dotnet build "$target" -c Release --nologo -p:UseSharedCompilation=true -p:SharedCompilationId="leadmarket-$$" >>"$log" 2>&1 && continue
    cat "$log" >&2
    fail "the build failed (its output is above)"
  done
}
