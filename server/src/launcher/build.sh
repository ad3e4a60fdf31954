# Builds what licet runs, when it was never built or its sources have changed. Sourced by licet; needs $home and
# JAVA_HOME, and jvm.sh and rehearse.sh before it; sets $programs to a folder with the modules of each program, $cache
# to what a rehearsal left, if it did, and $sqlite to the folder with the unpacked library, if there is one.
#
# A build never touches the modules of a running service: each goes into a folder of its own, and the file `newest`
# names the newest.

runs=$home/target/run
lock=$home/target/run.lock
log=$home/target/build.log
rehearsal=

is_built() {
    [ -r "$runs/newest" ] || return 1
    read -r newest <"$runs/newest"
    programs=$runs/$newest
    [ -e "$programs/stamp" ] || return 1
    changed=$(cd "$home" && find pom.xml ./*/pom.xml ./*/src/main -path './bench/*' -prune -o -newer "$programs/stamp" -print 2>/dev/null)
    [ -z "$changed" ]
}

check_maven() {
    if ! command -v mvn >/dev/null 2>&1; then
        echo "licet: Maven 3.8 or newer is needed to build: install it (package maven) and try again" >&2
        exit 1
    fi
    version=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)
    major=${version%%.*}
    minor=${version#*.}
    if [ -z "$version" ] || [ "$major" -lt 3 ] || { [ "$major" -eq 3 ] && [ "$minor" -lt 8 ]; }; then
        echo "licet: Maven 3.8 or newer is needed to build; found ${version:-none that works}" >&2
        exit 1
    fi
}

# One build at a time. A lock whose owner is gone is taken over.
take_lock() {
    mkdir -p "$home/target"
    until mkdir "$lock" 2>/dev/null; do
        owner=$(cat "$lock/owner" 2>/dev/null || true)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            rm -rf "$lock"
        else
            sleep 1
        fi
    done
    echo $$ >"$lock/owner"
    trap 'rm -rf "$lock"; [ -z "$rehearsal" ] || kill "$rehearsal"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

release_lock() {
    rm -rf "$lock"
    trap - EXIT INT TERM
}

build() {
    echo "licet: building; this takes a minute" >&2
    fresh=$runs/$(date +%Y%m%d%H%M%S).$$
    mkdir -p "$fresh"
    # Older than the build: what is edited meanwhile is built the next time.
    touch "$fresh/stamp"
    rm -rf "$home"/server/target/modules "$home"/device/target/modules
    if ! (cd "$home" && mvn -q -B -DskipTests -Dspotless.check.skip=true package) >"$log" 2>&1; then
        cat "$log" >&2
        echo "licet: the build failed; its output is in $log" >&2
        rm -rf "$fresh"
        exit 1
    fi
    for program in server device; do
        mkdir "$fresh/$program"
        cp "$home/$program"/target/modules/*.jar "$home/$program"/target/licet-"$program"-*.jar "$fresh/$program/"
    done
    unpack_sqlite
    programs=$fresh
    kept=$fresh
    rehearse
    basename "$fresh" >"$runs/newest.$$"
    mv -f "$runs/newest.$$" "$runs/newest"
    programs=$fresh
    forget_old
}

# The driver of SQLite has its library for each platform inside, asks the system which one it needs, writes it to a file and
# compares that byte by byte, at every start. What is unpacked once need not be. Where this does not know the platform, or
# the library cannot be loaded, the driver does as ever.
unpack_sqlite() {
    native=org/sqlite/native/$(uname -s)/$(uname -m)/libsqlitejdbc.so
    scratch=$fresh/unpacked
    mkdir "$scratch"
    (cd "$scratch" && "$JAVA_HOME/bin/jar" xf "$fresh"/server/sqlite-jdbc-*.jar "$native") >>"$log" 2>&1 || true
    if [ -e "$scratch/$native" ]; then
        mkdir "$fresh/native"
        mv "$scratch/$native" "$fresh/native/"
    fi
    rm -rf "$scratch"
}

# The three newest stay: a service may still run from an older one.
forget_old() {
    ls -d "$runs"/[0-9]* | sort -r | tail -n +4 | while read -r old; do rm -rf "$old"; done
}

ensure_built() {
    if ! is_built; then
        check_maven
        take_lock
        # Whoever held the lock before has built it.
        is_built || build
        release_lock
    fi
    cache=
    [ ! -e "$programs/server.aot" ] || cache=$programs/server.aot
    sqlite=
    [ ! -d "$programs/native" ] || sqlite=$programs/native
}
