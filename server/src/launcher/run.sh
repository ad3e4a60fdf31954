# Starts the program that a command belongs to. Sourced by licet of a checkout and by licet of a package; needs JAVA_HOME, jvm.sh
# before it, and $programs, a folder with the modules of each program; $cache is what a rehearsal left, $sqlite the folder
# with the unpacked library of SQLite, each empty where there is none.

# $1 is a list of flags without spaces or stars to expand.
run() {
    flags=$1
    shift
    set -f
    # shellcheck disable=SC2086
    exec "$JAVA_HOME/bin/java" $flags "$@"
}

start() {
    case ${1:-} in
        device | token)
            find_short_flags "$programs/device"
            run "$short_flags" \
                -p "$programs/device" -m dev.licet.device/dev.licet.device.Main "$@"
            ;;
        serve | demo)
            find_serve_flags "$programs/server"
            run "$serve_flags" ${cache:+"-XX:AOTCache=$cache"} ${sqlite:+"-Dorg.sqlite.lib.path=$sqlite"} \
                -p "$programs/server" -m dev.licet.server/dev.licet.server.Main "$@"
            ;;
        *)
            find_short_flags "$programs/server"
            run "$short_flags" \
                -p "$programs/server" -m dev.licet.server/dev.licet.server.Main "$@"
            ;;
    esac
}
