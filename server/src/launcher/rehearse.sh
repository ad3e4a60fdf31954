# Serves once, on a database that is thrown away, with players of all systems in front of it, while the JVM notes which classes
# that takes and what is called how often: later starts find the classes loaded and linked, in half the time and two thirds of
# the memory, and the compiler need not count for a minute under load before it compiles. Sourced by build.sh and by licet of a
# package; needs $programs, a folder with the modules of each program and the unpacked library of SQLite, $kept, where the cache
# goes, $log and JAVA_HOME; sets $rehearsal to the process while it runs.
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
        "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -Dlicet.crypto.native=false -p "$programs/device" \
            -m dev.licet.device/dev.licet.device.Main device rehearse --data "$scratch/data" --server "$url" \
            --authenticator "$authenticator" >>"$log" 2>&1 || true
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
