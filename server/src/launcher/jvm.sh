# The flags of the JVM. Sourced by licet and by bench/run; sets $short_flags for commands and players, and
# $serve_flags for what serves.

# No heap dump, no core file, no debugger, no deserialization: the heap holds keys. A JVM that crashes would ask for a core file by
# itself; the limit is for whoever sends it a signal that it does not catch.
safe_flags='-XX:+ExitOnOutOfMemoryError -XX:-HeapDumpOnOutOfMemoryError -XX:-CreateCoredumpOnCrash -XX:+DisableAttachMechanism -Djdk.serialFilter=!*'
ulimit -c 0

# What a storm took is given back within half a minute after it: the heap is looked through while nothing happens, of what is free in
# it little is kept, and the C library gives back what it keeps. The heap begins small and grows as it is needed: a sixty-fourth of a
# large machine, as the JVM has it by itself, is touched in the first seconds and kept. Where the JVM takes the serial collector,
# because the machine is small, the service itself has it look, and what it finds is given back at once instead of in steps.
lean_flags='-XX:G1PeriodicGCInterval=15000 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -XX:-ShrinkHeapInSteps -XX:InitialRAMPercentage=0.25 -XX:TrimNativeHeapInterval=15000'

# What ends soon is not worth loading a native library or a second compiler, nor a second collector thread.
short_flags="$safe_flags -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dlicet.crypto.native=false"

# $1 is a folder with modules; sets $native to those in it that have a native library. The JDK opens every security provider
# in the folder while it looks for one of its own, and would warn of the native one even where it is not used.
find_native() {
    native=
    for jar in "$1"/sqlite-jdbc-*.jar; do
        [ ! -e "$jar" ] || native=org.xerial.sqlitejdbc
    done
    for jar in "$1"/AmazonCorrettoCryptoProvider-*.jar; do
        [ ! -e "$jar" ] || native=${native:+$native,}com.amazon.corretto.crypto.provider
    done
    for jar in "$1"/netty-transport-classes-epoll-*.jar; do
        [ ! -e "$jar" ] || native=${native:+$native,}io.netty.common,io.netty.transport.unix.common,io.netty.transport.classes.epoll
    done
}

# $1 is the folder with the modules of what ends soon.
find_short_flags() {
    find_native "$1"
    short_flags="$short_flags${native:+ --enable-native-access=$native}"
}

# $1 is the folder with the modules of the server.
find_serve_flags() {
    find_native "$1"
    # A cache that does not fit the JVM any more is no news: it is passed over, and the start takes a second longer.
    serve_flags="$safe_flags $lean_flags --enable-native-access=dev.licet.http,$native -Xlog:aot*=off -Xlog:cds*=off"
}
