# Serves once, on a database that is thrown away, while the JVM notes which classes that takes and what is called how
# often: later starts find the classes loaded and linked, in half the time and two thirds of the memory, and the compiler
# need not count for a minute under load before it compiles. Sourced by build.sh and by licet of a package; needs
# $programs, a folder with the modules of each program and the unpacked library of SQLite, $kept, where the cache goes,
# $log and JAVA_HOME; sets $rehearsal to the process while it runs.
#
# Nothing depends on it: when anything here fails there is no cache, and everything works as well.

rehearse() {
    find_serve_flags "$programs/server"
    scratch=$kept/rehearsal
    printed=$scratch/printed
    mkdir "$scratch"
    set -f
    # shellcheck disable=SC2086
    "$JAVA_HOME/bin/java" $serve_flags "-XX:AOTCacheOutput=$kept/server.aot" "-Dorg.sqlite.lib.path=$programs/native" -p "$programs/server" \
        -m dev.licet.server/dev.licet.server.Main serve --data "$scratch/data" --test-port 0 --production-port 0 --admin-port 0 \
        >"$printed" 2>&1 &
    rehearsal=$!
    set +f
    if is_ready; then
        play widevine kid=fd1a706ac2b36002888f6d4a414333c3 securityLevel=1 hdcpOutputControl=0
        play fairplay iv=aa9b9b9cb9dab9b1b2b3b4b5b6b7b8b9
    fi
    kill "$rehearsal" 2>/dev/null || true
    wait "$rehearsal" 2>/dev/null || true
    rehearsal=
    rm -rf "$scratch"
}

is_ready() {
    waited=0
    until grep -qs '^Licet is ready' "$printed"; do
        [ "$waited" -lt 60 ] && kill -0 "$rehearsal" 2>/dev/null || return 1
        sleep 1
        waited=$((waited + 1))
    done
    url=$(sed -n 's/^Licet is ready: test \([^,]*\),.*/\1/p' "$printed")
    authenticator=$(sed -n 's/^  test  *//p' "$printed")
}

# $1 is the system, the rest are parameters of its token requests.
play() {
    system=$1
    shift
    parameters=
    for parameter in "$@"; do parameters="$parameters --param $parameter"; done
    # shellcheck disable=SC2086
    token=$(player token --times 3000 --system "$system" --server "$url" --authenticator "$authenticator" \
        --param contentKey=5438b719bf47a2f5678237477db2f9e6 $parameters) || return 0
    player device play --data "$scratch/data" --account "${authenticator%%,*}" \
        --misbehave repeat --times 500 "$token" >>"$log" 2>&1 || return 0
}

player() {
    "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -Dlicet.crypto.native=false -p "$programs/device" \
        -m dev.licet.device/dev.licet.device.Main "$@" 2>>"$log"
}
