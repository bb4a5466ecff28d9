# What scripts/serve and scripts/test share: Debian packages, Python and the locked environment. Sourced, not run.
# Every step looks first and does nothing when nothing is missing; every failure is one sentence and exit code 1.
# shellcheck shell=bash

LOG=.cache/setup.log
PAPER_PACKAGES=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig
    fonts-dejavu-core fonts-droid-fallback fonts-nanum fonts-noto-color-emoji fonts-noto-core)
# Playwright's own Node needs libatomic1; mmdebstrap and systemd-container make and run the machine of tests/deploy;
# sshfs is a network share that needs no network.
TEST_PACKAGES=(faketime libatomic1 lynx mmdebstrap nginx openssh-sftp-server poppler-utils qpdf sshfs strace
    systemd-container tmux w3m)
PYTHONS=(python3 python3.14 python3.13 python3.12 python3.11)

say() { echo "· $*"; }

fail() {
    echo "$*" >&2
    exit 1
}

# Run a command with its output in the log, or stop with the sentence given first.
quietly() {
    local sentence=$1
    shift
    mkdir -p "$(dirname "$LOG")"
    "$@" >>"$LOG" 2>&1 </dev/null || fail "$sentence The details are in $LOG."
}

# --- Debian packages

has_apt() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

is_installed() { [[ $(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

# Run a command as root: plainly, or with sudo. In runlevel 1 no service is started that comes with a package.
as_root() {
    local quiet=(env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1)
    if [[ $EUID -eq 0 ]]; then "${quiet[@]}" "$@"; else sudo "${quiet[@]}" "$@"; fi
}

# Fetch the list of packages, once in a run. A source of this machine's own that fails is no reason to stop.
fresh_package_list() {
    [[ -n ${PACKAGE_LIST_IS_FRESH:-} ]] && return
    mkdir -p "$(dirname "$LOG")"
    as_root apt-get update --quiet >>"$LOG" 2>&1 </dev/null || true
    PACKAGE_LIST_IS_FRESH=1
}

# Install those of the packages that are not there yet.
install_packages() {
    local missing=() package
    for package in "$@"; do is_installed "$package" || missing+=("$package"); done
    [[ ${#missing[@]} -eq 0 ]] && return
    if [[ $EUID -ne 0 ]] && ! command -v sudo >/dev/null; then
        fail "Debian packages are missing and you are neither root nor is there sudo: have somebody run \"apt-get install ${missing[*]}\"."
    fi
    [[ $EUID -eq 0 ]] || sudo -v || fail "Debian packages are missing and sudo was refused: have somebody run \"apt-get install ${missing[*]}\"."
    say "Installing Debian packages: ${missing[*]}"
    fresh_package_list
    quietly "These Debian packages could not be installed: ${missing[*]}. Is there a network?" \
        as_root apt-get install --quiet --yes --no-install-recommends "${missing[@]}"
}

debian_packages() {
    if has_apt; then
        install_packages "$@"
    elif [[ ! -e .cache/no-apt ]]; then
        say "This is neither Debian nor Ubuntu: Pango, HarfBuzz (subset) and fontconfig must already be here."
        mkdir -p .cache && touch .cache/no-apt
    fi
}

# --- Python

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# Print the first Python that is new enough.
newest_python() {
    local candidate
    for candidate in "${PYTHONS[@]}"; do
        if is_new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

can_make_environments() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

# Print the Debian package that gives this Python its venv.
venv_package() { "$1" -c 'import sys; print("python{}.{}-venv".format(*sys.version_info))'; }

find_python() {
    if ! PYTHON=$(newest_python) && has_apt; then
        install_packages python3 python3-venv
    fi
    PYTHON=$(newest_python) || fail "Python 3.11 or newer is needed and was not found: install it, then run this again."
    can_make_environments "$PYTHON" && return
    has_apt && install_packages "$(venv_package "$PYTHON")"
    can_make_environments "$PYTHON" || fail "$PYTHON cannot make environments: its modules venv and ensurepip are missing."
}

# --- The locked environment

# Print what an environment depends on: where it stands, its Python and the locks.
fingerprint() { { pwd && "$1" --version && cat "${@:2}"; } | sha256sum | cut -d ' ' -f 1; }

is_current() { [[ -e $1/bin/python && -e $1/$2 && $(<"$1/$2") == "$3" ]]; }

has_pip() { is_new_enough "$1/bin/python" && "$1/bin/python" -m pip --version >/dev/null 2>&1; }

# Give a folder, a stamp's name and lock files: afterwards the folder is an environment with exactly the locked versions.
locked_environment() {
    local folder=$1 stamp=$2 locks=("${@:3}") wanted lock requirements=()
    wanted=$(fingerprint "$PYTHON" "${locks[@]}")
    is_current "$folder" "$stamp" "$wanted" && return
    if ! has_pip "$folder"; then
        say "Making the Python environment $folder with $PYTHON"
        quietly "The Python environment $folder could not be made." "$PYTHON" -m venv --clear "$folder"
    fi
    say "Installing the locked Python packages into $folder"
    for lock in "${locks[@]}"; do requirements+=(--requirement "$lock"); done
    quietly "The locked Python packages could not be installed: is there a network?" "$folder/bin/python" -m pip install \
        --quiet --disable-pip-version-check --no-input --require-hashes --only-binary :all: "${requirements[@]}"
    echo "$wanted" >"$folder/$stamp"
}

# Install the project itself, and nothing else, from the folder or wheel given with pip's options.
install_project() {
    local folder=$1
    shift
    quietly "decision-aid itself could not be installed into $folder." "$folder/bin/python" -m pip install --quiet \
        --disable-pip-version-check --no-input --no-deps --no-index --no-build-isolation "$@"
}

# .venv: the program, running from this folder, so that a change in questions.yaml counts at the next start.
program() {
    local stamp=.stamp-program wanted
    wanted=$(fingerprint "$PYTHON" pyproject.toml)
    is_current .venv "$stamp" "$wanted" && [[ -x .venv/bin/decision-aid ]] && return
    say "Installing decision-aid into .venv"
    install_project .venv --editable .
    echo "$wanted" >.venv/$stamp
}

can_print() { .venv/bin/python -c 'import weasyprint' 2>/dev/null; }

# All that the program needs to run.
ground() {
    debian_packages "${PAPER_PACKAGES[@]}" "$@"
    find_python
    locked_environment .venv .stamp-run requirements.lock requirements-build.lock
    program
    has_apt || can_print || fail "WeasyPrint finds no Pango, HarfBuzz (subset) or fontconfig: install these libraries."
}
