# Installs the programs that tests use as they are, from Debian's packages, where they are missing and that can be done.
# Sourced by verify. Where it cannot, the tests that need them say what to install.

missing=
need() {
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}

install_test_programs() {
    need mvn maven
    need cc "gcc libc6-dev"
    need softhsm2-util softhsm2
    need nginx nginx-light
    need node nodejs
    need npm npm
    need ffmpeg ffmpeg
    need chromium chromium
    need chromedriver chromium-driver
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        echo "verify: not installed:$missing; the tests that need them will fail" >&2
        return 0
    fi
    echo "verify: installing$missing"
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}
