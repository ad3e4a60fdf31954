# Finds a JDK 25 or newer. Sourced by licet, verify and the drills in test; sets and exports JAVA_HOME, or says what to install.
# Every start waits for this, so it leaves to the shell what others would start processes for.

needed_java=25

# Sets $release to the feature release of the JDK in $1; to nothing when there is none.
find_release() {
    release=
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
    if [ -r "$1/release" ]; then
        while read -r line; do
            case $line in
                JAVA_VERSION=*) release=${line#*\"} ;;
            esac
        done <"$1/release"
        release=${release%%[!0-9]*}
    else
        release=$("$1/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')
    fi
}

is_new_enough() {
    find_release "$1"
    [ -n "$release" ] && [ "$release" -ge "$needed_java" ]
}

# The home of the java on the PATH, behind all its symbolic links.
java_home_on_path() {
    java=$(command -v java) || return 0
    while [ -L "$java" ]; do
        link=$(readlink "$java")
        case $link in
            /*) java=$link ;;
            *) java=${java%/*}/$link ;;
        esac
    done
    echo "${java%/*/*}"
}

find_jdk() {
    if [ -n "${LICET_JAVA_HOME:-}" ]; then
        is_new_enough "$LICET_JAVA_HOME" && JAVA_HOME=$LICET_JAVA_HOME && export JAVA_HOME && return
        echo "licet: LICET_JAVA_HOME=$LICET_JAVA_HOME is no JDK $needed_java or newer" >&2
        exit 1
    fi
    for candidate in "${JAVA_HOME:-}" on-path \
        /usr/lib/jvm/* /opt/* /opt/java/* /usr/java/* /usr/local/* \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.asdf/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home; do
        [ "$candidate" != on-path ] || candidate=$(java_home_on_path)
        if [ -n "$candidate" ] && is_new_enough "$candidate"; then
            JAVA_HOME=$candidate
            export JAVA_HOME
            return
        fi
    done
    echo "licet: no JDK $needed_java or newer found: install one (such as Temurin $needed_java) or set LICET_JAVA_HOME to where it is" >&2
    exit 1
}
